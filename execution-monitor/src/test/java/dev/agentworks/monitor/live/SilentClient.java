package dev.agentworks.monitor.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Subscribes and then never reads a byte. */
final class SilentClient implements AutoCloseable {
    private static final byte[] SUBSCRIBE =
            "{\"type\":\"subscribe\",\"sub\":\"1\"}".getBytes(StandardCharsets.UTF_8);
    private final Socket socket;

    SilentClient(int port, String path, String bearer) {
        try {
            socket = new Socket();
            socket.setReceiveBufferSize(4096);
            socket.connect(new java.net.InetSocketAddress("127.0.0.1", port), 2000);
            var handshake =
                    """
                    GET %s HTTP/1.1\r
                    Host: 127.0.0.1\r
                    Connection: Upgrade\r
                    Upgrade: websocket\r
                    Sec-WebSocket-Version: 13\r
                    Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                    Authorization: %s\r
                    \r
                    """
                            .formatted(path, bearer);
            socket.getOutputStream().write(handshake.getBytes(StandardCharsets.US_ASCII));
            // a masked text frame; a mask of zeros leaves the text as it is
            socket.getOutputStream()
                    .write(new byte[] {(byte) 0x81, (byte) (0x80 | SUBSCRIBE.length), 0, 0, 0, 0});
            socket.getOutputStream().write(SUBSCRIBE);
            socket.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
