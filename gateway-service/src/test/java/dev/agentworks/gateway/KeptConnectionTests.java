package dev.agentworks.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import org.junit.jupiter.api.Test;

/**
 * A client's connection stays usable. Reactor Netty up to 1.3.7 stopped reading one for good when a
 * request that had waited for the end of the one before it was answered at once.
 */
class KeptConnectionTests extends GatewayTest {
    @Test
    void answersTheNextRequestAfterADelayedRefusal() throws IOException {
        var ada = gateway.register();
        var port = URI.create(gateway.origin()).getPort();
        try (var connection = new Socket(InetAddress.getLoopbackAddress(), port)) {
            connection.setSoTimeout(5_000);
            var answers =
                    new BufferedReader(
                            new InputStreamReader(connection.getInputStream(), ISO_8859_1));

            // the first is answered by a service, the second at once by the edge
            say(connection, request(ada, gateway.origin()) + request(ada, "https://evil.example"));
            assertThat(status(answers)).isEqualTo(200);
            assertThat(status(answers)).isEqualTo(403);
            say(connection, request(ada, gateway.origin()));

            assertThat(status(answers)).isEqualTo(200);
        }
    }

    private static void say(Socket connection, String text) throws IOException {
        connection.getOutputStream().write(text.getBytes(ISO_8859_1));
        connection.getOutputStream().flush();
    }

    private String request(Gateway.Visitor visitor, String origin) {
        return """
        GET /api/workspaces HTTP/1.1\r
        Host: %s\r
        Origin: %s\r
        Authorization: Bearer %s\r
        \r
        """
                .formatted(
                        URI.create(gateway.origin()).getAuthority(), origin, visitor.accessToken());
    }

    /** Reads one answer to its end. */
    private static int status(BufferedReader answers) throws IOException {
        var status = Integer.parseInt(answers.readLine().split(" ")[1]);
        var length = 0;
        for (var line = answers.readLine(); !line.isEmpty(); line = answers.readLine()) {
            if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
                length = Integer.parseInt(line.substring(15).strip());
            }
        }
        assertThat(answers.skip(length)).isEqualTo(length);
        return status;
    }
}
