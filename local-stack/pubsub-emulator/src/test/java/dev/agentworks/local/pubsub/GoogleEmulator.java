package dev.agentworks.local.pubsub;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * Google's own Pub/Sub emulator, for tests that must hold at it as they hold at ours: the one that
 * {@code PUBSUB_EMULATOR_HOST} names, or the one of an installed SDK, started once for all tests of
 * this JVM.
 */
public final class GoogleEmulator {

    /** Why tests at Google's emulator are left out. */
    public static final String ABSENT =
            "no Pub/Sub emulator of Google's: PUBSUB_EMULATOR_HOST is not set and no SDK has one";

    private static final List<String> SDK_FOLDERS =
            List.of(
                    "/usr/lib/google-cloud-sdk",
                    "/usr/share/google-cloud-sdk",
                    "/opt/google-cloud-sdk");
    private static @Nullable String started;

    private GoogleEmulator() {}

    /** Whether {@link #address} will answer. */
    public static boolean isHere() {
        return running() != null || installed().isPresent();
    }

    /** Host and port; starts the installed one when none runs. */
    public static synchronized String address() {
        var running = running();
        if (running != null) {
            return running;
        }
        var known = started;
        if (known == null) {
            known = start(installed().orElseThrow(() -> new IllegalStateException(ABSENT)));
            started = known;
        }
        return known;
    }

    private static @Nullable String running() {
        var address = System.getenv("PUBSUB_EMULATOR_HOST");
        return address == null || address.isBlank() ? null : address;
    }

    private static String start(Path jar) {
        try {
            var port = freePort();
            var output = Files.createTempFile("google-pubsub-emulator", ".log");
            var process =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-jar",
                                    jar.toString(),
                                    "--host=127.0.0.1",
                                    "--port=" + port)
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile())
                            .start();
            Runtime.getRuntime()
                    .addShutdownHook(
                            new Thread(() -> {
                                process.destroyForcibly();
                                output.toFile().delete();
                            }));
            Awaitility.await("Google's emulator")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> answers(port));
            return "127.0.0.1:" + port;
        } catch (IOException e) {
            throw new UncheckedIOException("Google's emulator could not be started", e);
        }
    }

    private static Optional<Path> installed() {
        var home = System.getenv("CLOUDSDK_ROOT_DIR");
        return Stream.concat(Stream.ofNullable(home), SDK_FOLDERS.stream())
                .map(root -> Path.of(root, "platform/pubsub-emulator/lib"))
                .filter(Files::isDirectory)
                .map(GoogleEmulator::jarIn)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Path> jarIn(Path libraries) {
        try (var files = Files.list(libraries)) {
            return files.filter(file -> file.toString().endsWith("-all.jar")).findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static boolean answers(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 500);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }
}
