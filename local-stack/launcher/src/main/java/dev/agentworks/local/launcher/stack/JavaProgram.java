package dev.agentworks.local.launcher.stack;

import dev.agentworks.local.launcher.StackFailure;
import dev.agentworks.local.launcher.process.ProcessActivity;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;

/**
 * A service as it is run: its jar extracted and, once trained, with the JDK's cache of loaded and
 * linked classes, which makes a start two to three times faster.
 */
final class JavaProgram {

    /** Spring's beans as the build found them, instead of searching for them at every start. */
    private static final String WIRED_AT_BUILD = "-Dspring.aot.enabled=true";

    /** How the class ends that does so. */
    private static final String WIRING = "__ApplicationContextInitializer.class";

    private final ServiceDefinition service;
    private final Path jar;
    private final Path folder;

    /**
     * @throws StackFailure when the service is not built
     */
    JavaProgram(ServiceDefinition service, Path repository, ProgramFolders folders) {
        this.service = service;
        this.jar = service.jar(repository);
        if (!Files.exists(jar)) {
            throw new StackFailure(
                    "%s is not built; run ./agentworks up, which builds it"
                            .formatted(jar.getFileName()));
        }
        try {
            this.folder =
                    folders.of(service.serviceName(), jar, virtualMachine(service.heapMebibytes()));
        } catch (IOException failure) {
            throw new StackFailure("cannot read " + jar + ": " + failure.getMessage(), failure);
        }
    }

    ServiceDefinition service() {
        return service;
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /**
     * The command line.
     *
     * @param home marks the process as one of this stack's
     * @param debugPort where a debugger may attach
     */
    List<String> command(StackHome home, Optional<Integer> debugPort) {
        var command = new ArrayList<String>();
        command.add(java());
        command.addAll(virtualMachine(service.heapMebibytes()));
        debugPort.ifPresent(port ->
                command.add(
                        "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:"
                                + port));
        if (isTrained()) {
            command.add("-XX:AOTCache=" + cache());
        }
        command.addAll(wiredAtBuild());
        command.add(StackProcesses.mark(home));
        command.add("-jar");
        command.add(program().toString());
        return command;
    }

    // a build by an older JDK has wired nothing
    private List<String> wiredAtBuild() {
        try (var classes = new JarFile(program().toFile())) {
            return classes.stream().anyMatch(entry -> entry.getName().endsWith(WIRING))
                    ? List.of(WIRED_AT_BUILD)
                    : List.of();
        } catch (IOException failure) {
            throw new StackFailure(
                    "cannot read " + program() + ": " + failure.getMessage(), failure);
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

    /** Whether it was extracted before; says that it is still used, so that it is not cleared. */
    boolean isExtracted() {
        if (!Files.exists(program())) {
            return false;
        }
        try {
            Files.setLastModifiedTime(folder, FileTime.from(Instant.now()));
        } catch (IOException _) {
            // another user's folder can be read and not touched; only its owner clears it
        }
        return true;
    }

    /**
     * Extracts the jar beside its place and moves it there whole: a start that was cut off, or a
     * second one at the same time, leaves no half of it.
     */
    void extract() {
        try {
            var parent = folder.toAbsolutePath().getParent();
            Files.createDirectories(parent);
            var draft = Files.createTempDirectory(parent, service.serviceName() + "-draft");
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
                            draft.toString()),
                    Map.of());
            try {
                Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
            } catch (FileAlreadyExistsException | DirectoryNotEmptyException _) {
                FileTree.delete(draft); // another start was faster; its content is the same
            }
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
     *
     * @throws StackFailure when it ends badly or is stuck; the service can be started all the same
     */
    void train(StackHome home, Map<String, String> environment) {
        try {
            var draft = Files.createTempFile(folder, "classes", ".draft");
            try {
                var command = new ArrayList<String>();
                command.add(java());
                command.addAll(virtualMachine(Math.max(256, service.heapMebibytes())));
                command.add("-XX:AOTCacheOutput=" + draft);
                command.add(StackProcesses.mark(home));
                command.addAll(wiredAtBuild());
                command.add("-Dspring.context.exit=onRefresh");
                command.add("-jar");
                command.add(program().toString());
                run(command, environment);
                if (Files.size(draft) > 0) {
                    Files.move(draft, cache(), StandardCopyOption.ATOMIC_MOVE);
                }
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException failure) {
            throw new StackFailure(
                    "cannot keep the class cache of %s: %s"
                            .formatted(service.serviceName(), failure.getMessage()),
                    failure);
        }
    }

    private Path program() {
        return folder.resolve(jar.getFileName());
    }

    private Path cache() {
        return folder.resolve("classes.aot");
    }

    private void run(List<String> command, Map<String, String> environment) throws IOException {
        var output = Files.createTempFile("agentworks", ".log");
        try {
            var builder =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            var process = builder.start();
            var activity = new ProcessActivity(() -> Optional.of(process.toHandle()), output);
            while (!process.waitFor(1, TimeUnit.SECONDS)) {
                if (activity.isStuck()) {
                    process.destroyForcibly();
                    throw new StackFailure(
                            "preparing %s did nothing for %d s"
                                    .formatted(
                                            service.serviceName(),
                                            ProcessActivity.WINDOW.toSeconds()));
                }
            }
            if (process.exitValue() != 0) {
                StackFailure.ifDiskIsFull(Files.readString(output), folder);
                throw new StackFailure(
                        "preparing %s failed:%n%s"
                                .formatted(service.serviceName(), lastLines(output)));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new StackFailure("interrupted while preparing " + service.serviceName());
        } finally {
            Files.delete(output);
        }
    }

    private static String lastLines(Path output) throws IOException {
        var lines = Files.readAllLines(output);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
    }
}
