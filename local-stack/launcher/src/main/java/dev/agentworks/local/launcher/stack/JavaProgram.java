package dev.agentworks.local.launcher.stack;

import dev.agentworks.local.launcher.StackFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;

/**
 * A service as it is run: its jar extracted and, once trained, with the JDK's cache of loaded and
 * linked classes, which makes a start two to three times faster.
 */
final class JavaProgram {

    private static final int TRAINING_SECONDS = 120;

    /** Spring's beans as the build found them, instead of searching for them at every start. */
    private static final String WIRED_AT_BUILD = "-Dspring.aot.enabled=true";

    /** How the class ends that does so. */
    private static final String WIRING = "__ApplicationContextInitializer.class";

    private final ServiceDefinition service;
    private final Path jar;
    private final Path extracted;

    JavaProgram(ServiceDefinition service, Path repository) {
        this.service = service;
        this.jar = service.jar(repository);
        this.extracted = jar.resolveSibling("extracted");
    }

    ServiceDefinition service() {
        return service;
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** The command line; {@code stack} marks the process as one of this stack's. */
    List<String> command(String stack) {
        var command = new ArrayList<String>();
        command.add(java());
        command.addAll(virtualMachine(service.heapMebibytes()));
        if (Files.exists(cache())) {
            command.add("-XX:AOTCache=" + cache());
        }
        command.addAll(wiredAtBuild());
        command.add("-Dagentworks.stack=" + stack);
        command.add("-jar");
        command.add(extracted.resolve(jar.getFileName()).toString());
        return command;
    }

    // a build by an older JDK has wired nothing
    private List<String> wiredAtBuild() {
        var program = extracted.resolve(jar.getFileName());
        try (var classes = new JarFile(program.toFile())) {
            return classes.stream().anyMatch(entry -> entry.getName().endsWith(WIRING))
                    ? List.of(WIRED_AT_BUILD)
                    : List.of();
        } catch (IOException failure) {
            throw new StackFailure("cannot read " + program + ": " + failure.getMessage(), failure);
        }
    }

    static List<String> virtualMachine(int heapMebibytes) {
        return List.of(
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xms24m",
                "-Xmx" + heapMebibytes + "m",
                "-Xss512k",
                "-XX:ReservedCodeCacheSize=48m",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dfile.encoding=UTF-8",
                "-Duser.timezone=UTC");
    }

    /** Extracts the jar when the extracted one is missing or older. */
    void extract() {
        try {
            if (!Files.exists(jar)) {
                throw new StackFailure(
                        "%s is not built; run ./agentworks up, which builds it"
                                .formatted(jar.getFileName()));
            }
            var copy = extracted.resolve(jar.getFileName());
            if (Files.exists(copy)
                    && Files.getLastModifiedTime(copy).compareTo(Files.getLastModifiedTime(jar))
                            >= 0) {
                return;
            }
            Files.deleteIfExists(cache());
            run(
                    List.of(
                            java(),
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "-Djarmode=tools",
                            "-jar",
                            jar.toString(),
                            "extract",
                            "--force",
                            "--destination",
                            extracted.toString()),
                    Map.of());
            Files.setLastModifiedTime(copy, Files.getLastModifiedTime(jar));
        } catch (IOException failure) {
            throw new StackFailure("cannot extract " + jar + ": " + failure.getMessage(), failure);
        }
    }

    boolean isTrained() {
        return Files.exists(cache());
    }

    /**
     * Starts the service up to the point where its parts stand, and keeps what the JDK learnt on
     * the way.
     */
    void train(Map<String, String> environment) {
        var command = new ArrayList<String>();
        command.add(java());
        command.addAll(virtualMachine(Math.max(256, service.heapMebibytes())));
        command.add("-XX:AOTCacheOutput=" + cache());
        command.addAll(wiredAtBuild());
        command.add("-Dspring.context.exit=onRefresh");
        command.add("-jar");
        command.add(extracted.resolve(jar.getFileName()).toString());
        run(command, environment);
    }

    private Path cache() {
        return extracted.resolve("classes.aot");
    }

    private void run(List<String> command, Map<String, String> environment) {
        try {
            var output = Files.createTempFile("agentworks", ".log");
            try {
                var builder =
                        new ProcessBuilder(command)
                                .redirectErrorStream(true)
                                .redirectOutput(output.toFile());
                builder.environment().putAll(environment);
                var process = builder.start();
                if (!process.waitFor(TRAINING_SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    throw new StackFailure(
                            "preparing %s took longer than %d s"
                                    .formatted(service.serviceName(), TRAINING_SECONDS));
                }
                if (process.exitValue() != 0) {
                    throw new StackFailure(
                            "preparing %s failed:%n%s"
                                    .formatted(service.serviceName(), lastLines(output)));
                }
            } finally {
                Files.delete(output);
            }
        } catch (IOException failure) {
            throw new StackFailure(
                    "cannot prepare %s: %s".formatted(service.serviceName(), failure.getMessage()),
                    failure);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new StackFailure("interrupted while preparing " + service.serviceName());
        }
    }

    private static String lastLines(Path output) throws IOException {
        var lines = Files.readAllLines(output);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
    }
}
