package dev.agentworks.local.pubsub;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The emulator as a process of its own, which can be killed like any other. */
record EmulatorProcess(Process process, String address) implements AutoCloseable {

    private static final Pattern READY = Pattern.compile("ready on ([\\d.]+:\\d+)");

    static EmulatorProcess start(Path folder) throws IOException {
        var process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                PubSubEmulatorMain.class.getName(),
                                "--port",
                                "0",
                                "--data=" + folder)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        var output =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        var line = output.readLine();
        var ready = READY.matcher(line == null ? "" : line);
        if (!ready.find()) {
            process.destroyForcibly();
            throw new IOException("the emulator said " + line);
        }
        return new EmulatorProcess(process, ready.group(1));
    }

    /** Kills it without a word, and waits until it is gone. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
