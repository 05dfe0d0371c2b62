package dev.agentworks.starter.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServersTests {
    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    @Test
    void runInContainersWhereAnEngineAnswers() throws IOException {
        var engine = HttpServer.create(new InetSocketAddress(LOOPBACK, 0), 0);
        engine.createContext(
                "/_ping",
                exchange -> {
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                });
        engine.start();
        try {
            var address = at(engine.getAddress().getPort());
            assertThat(Servers.chosen("", address)).isInstanceOf(ContainerServers.class);
            assertThat(Servers.chosen("embedded", address)).isInstanceOf(EmbeddedServers.class);
        } finally {
            engine.stop(0);
        }
    }

    @Test
    void areEmbeddedWhereNoEngineAnswers(@TempDir Path folder) throws IOException {
        var leftOver = Files.createFile(folder.resolve("docker.sock"));
        var nobody = new ContainerEngine(URI.create("unix://" + leftOver));

        assertThat(Servers.chosen("", nobody)).isInstanceOf(EmbeddedServers.class);
        assertThat(Servers.chosen("containers", nobody)).isInstanceOf(ContainerServers.class);
    }

    @Test
    void doNotWaitForAnEngineThatSaysNothing() throws IOException {
        try (var silent = new ServerSocket(0, 1, LOOPBACK)) {
            var start = System.nanoTime();

            assertThat(Servers.chosen("", at(silent.getLocalPort())))
                    .isInstanceOf(EmbeddedServers.class);

            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void refuseAnotherSetting() {
        assertThatThrownBy(() -> Servers.chosen("cloud", at(1)))
                .hasMessage("agentworks.test.servers is containers or embedded, not cloud");
    }

    private static ContainerEngine at(int port) {
        return new ContainerEngine(URI.create("tcp://127.0.0.1:" + port));
    }
}
