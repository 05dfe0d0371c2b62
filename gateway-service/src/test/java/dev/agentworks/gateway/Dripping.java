package dev.agentworks.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;

/** A client that sends its request byte by byte. */
final class Dripping {
    private final Socket socket;

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
            while (socket.getInputStream().read(buffer) >= 0) {
                continue; // the answer that it took too long
            }
            return true;
        } catch (SocketTimeoutException open) {
            return false;
        } catch (IOException closed) {
            return true;
        }
    }
}
