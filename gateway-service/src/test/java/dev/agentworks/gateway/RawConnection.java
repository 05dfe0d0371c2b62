package dev.agentworks.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;

/** Sends bytes that no client would send. */
final class RawConnection {
    private static final int QUIET = 1_500;

    private RawConnection() {}

    /** All that is answered until the server closes or says nothing for a while. */
    static String exchange(int port, String request) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(QUIET);
            socket.getOutputStream().write(request.getBytes(UTF_8));
            var answer = new StringBuilder();
            var buffer = new byte[16 * 1024];
            try {
                for (int read; (read = socket.getInputStream().read(buffer)) >= 0; ) {
                    answer.append(new String(buffer, 0, read, UTF_8));
                }
            } catch (java.net.SocketTimeoutException quiet) {
                return answer.toString();
            }
            return answer.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
