package dev.agentworks.local.pubsub;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same contract at Google's emulator, where one answers or is installed: it keeps our reading
 * of it honest.
 */
class GoogleEmulatorContractTests extends PubSubContract {

    private static final List<String> SDK_FOLDERS =
            List.of(
                    "/usr/lib/google-cloud-sdk",
                    "/usr/share/google-cloud-sdk",
                    "/opt/google-cloud-sdk");

    @TempDir static Path folder;
    static String address = "";
    static @Nullable Process process;

    @BeforeAll
    static void find() throws IOException {
        var running = System.getenv("PUBSUB_EMULATOR_HOST");
        if (running != null) {
            address = running;
            return;
        }
        var jar = installed();
        assumeTrue(jar.isPresent(), "no Pub/Sub emulator of Google's answers or is installed here");
        var port = freePort();
        process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-jar",
                                jar.orElseThrow().toString(),
                                "--host=127.0.0.1",
                                "--port=" + port)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("output").toFile())
                        .start();
        address = "127.0.0.1:" + port;
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> answers(port));
    }

    @AfterAll
    static void stop() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    @Override
    String address() {
        return address;
    }

    private static Optional<Path> installed() throws IOException {
        var home = System.getenv("CLOUDSDK_ROOT_DIR");
        var roots =
                Stream.concat(Stream.ofNullable(home), SDK_FOLDERS.stream()).map(Path::of).toList();
        for (var root : roots) {
            var libraries = root.resolve("platform/pubsub-emulator/lib");
            if (Files.isDirectory(libraries)) {
                try (var files = Files.list(libraries)) {
                    return files.filter(file -> file.toString().endsWith("-all.jar")).findFirst();
                }
            }
        }
        return Optional.empty();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static boolean answers(int port) {
        try (var socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }
}
