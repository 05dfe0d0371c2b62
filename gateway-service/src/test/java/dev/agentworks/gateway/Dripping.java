package dev.agentworks.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;

/** A client that sends its request byte by byte. */
final class Dripping implements AutoCloseable {
    private final Socket socket;
    private final StringBuilder answer = new StringBuilder();

    Dripping(int port, String beginning) {
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(1);
            socket.getOutputStream().write(beginning.getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isClosedAfterAnotherByte() {
        try {
            socket.getOutputStream().write('x');
            var buffer = new byte[1024];
            for (int read; (read = socket.getInputStream().read(buffer)) >= 0; ) {
                answer.append(new String(buffer, 0, read, UTF_8));
            }
            return true;
        } catch (SocketTimeoutException open) {
            return false;
        } catch (IOException closed) {
            return true;
        }
    }

    /** What came before the connection was closed. */
    String answer() {
        return answer.toString();
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
