package dev.agentworks.starter.test;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The Docker-compatible engine at an address such as {@code unix:///var/run/docker.sock}. */
record ContainerEngine(URI address) {
    private static final int PATIENCE_SECONDS = 2;

    static ContainerEngine ofThisMachine() {
        var named = System.getenv("DOCKER_HOST");
        return new ContainerEngine(
                URI.create(
                        named == null || named.isBlank() ? "unix:///var/run/docker.sock" : named));
    }

    /** Whether it really answers a ping: a socket may be left over, or belong to something else. */
    boolean answers() {
        try (var pinging = Executors.newVirtualThreadPerTaskExecutor()) {
            var answer = pinging.submit(this::ping);
            try {
                return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (TimeoutException | ExecutionException e) {
                answer.cancel(true);
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }

    private boolean ping() throws IOException {
        try (var channel =
                "unix".equals(address.getScheme())
                        ? SocketChannel.open(StandardProtocolFamily.UNIX)
                        : SocketChannel.open()) {
            channel.connect(socket());
            channel.write(
                    StandardCharsets.US_ASCII.encode(
                            "GET /_ping HTTP/1.1\r\nHost: docker\r\nConnection: close\r\n\r\n"));
            var start = ByteBuffer.allocate(12);
            while (start.hasRemaining() && channel.read(start) >= 0) {
                continue;
            }
            return StandardCharsets.US_ASCII.decode(start.flip()).toString().endsWith(" 200");
        }
    }

    private SocketAddress socket() {
        return "unix".equals(address.getScheme())
                ? UnixDomainSocketAddress.of(Path.of(address.getPath()))
                : new InetSocketAddress(address.getHost(), address.getPort());
    }
}
