package dev.agentworks.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.json.JsonMapper;

/** What no client library would send, and what careless programs do: always a problem as JSON. */
class UnreadableRequestTests extends GatewayTest {
    @LocalServerPort private int rawPort;

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "/api/cards/%zz",
                "/api/cards/%",
                "/api/cards/{}",
                "/api/cards/\\..\\",
                "/api/cards/%ff%fe",
                "/api/cards/%00",
                "/api/workspaces?limit=%ff",
                "/api/workspaces?cursor=%ED%A0%80",
                "/api/workspaces?limit=%zz",
                "/v1/models/%ff",
                "/v1/models/%zz",
                "/projects/%ff"
            })
    void answersAnAddressThatIsNoTextWithAProblem(String target) throws IOException {
        var answer = rawly("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400");
        assertThat(answer).containsIgnoringCase("content-type: application/");
        assertThat(answer).containsAnyOf("/problems/invalid-request", "\"invalid_request\"");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /api/workspaces HTTP/1.1|no host",
                "GET /api/workspaces HTTP/1.1\\nHost: a\\nHost: b|two hosts",
                "GET /api/workspaces HTTP/9.9\\nHost: a|another version",
                "GET /api/workspaces HTTP/1.1\\nHost: a\\nContent-Length: x|a length that is none",
                "G\u0001T /api/workspaces HTTP/1.1\\nHost: a|a method that is none"
            })
    void answersWhatIsNoHttpWithAProblem(String head, String what) throws IOException {
        var answer = rawly(head.replace("\\n", "\r\n") + "\r\n");

        assertThat(answer).as(what).startsWith("HTTP/1.1 400");
        assertThat(answer).contains("application/problem+json", "\"status\":400");
    }

    @Test
    void saysOfALineThatIsTooLongThatItIs() throws IOException {
        var answer = rawly("GET /" + "a".repeat(40_000) + " HTTP/1.1\r\nHost: localhost\r\n");

        assertThat(answer).startsWith("HTTP/1.1 414");
        assertThat(answer).contains("application/problem+json", "\"status\":414");
    }

    @Test
    void letsAClientRegisterThatDoesNotSayWhatItIs() throws IOException {
        var email = UUID.randomUUID() + "@example.com";
        for (var userAgent : List.of("", "User-Agent: " + "x".repeat(3_000) + "\r\n")) {
            var body =
                    "{\"email\":\"%s\",\"password\":\"correct horse battery\",\"name\":\"Ada\"}"
                            .formatted(userAgent.length() + email);
            var answer =
                    rawly(
                            "POST /auth/register HTTP/1.1\r\nHost: localhost\r\n"
                                    + userAgent
                                    + "Content-Type: application/json\r\nContent-Length: "
                                    + body.length()
                                    + "\r\n",
                            body);

            assertThat(answer).startsWith("HTTP/1.1 201");
            var opened = JsonMapper.shared().readTree(TestEnvironment.CORE.server.last().body());
            assertThat(opened.path("userAgent").isString()).isTrue();
            assertThat(opened.path("userAgent").asString("")).hasSizeLessThanOrEqualTo(500);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|``",
                "null|``",
                "[]|``",
                "{\"email\":|``",
                "{\"email\":5}|/email",
                "{\"email\":\"a@example.com\",\"email\":\"b@example.com\"}|``",
                "{\"email\":\"a\\u0000@example.com\"}|/email",
                "{\"email\":\"a@example.com\",\"colour\":1}|/colour",
            })
    void namesWhatIsWrongWithABodyThatItReadsItself(String body, String pointer) {
        for (var path : List.of("/auth/register", "/auth/login")) {
            var answer = gateway.call("POST", path, body, "Content-Type", "application/json");

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
            assertThat(Gateway.code(answer)).isEqualTo("invalid-request");
            assertThat(Gateway.json(answer).at("/errors/0/pointer").asString("none"))
                    .as(answer.body())
                    .isEqualTo(pointer);
        }
    }

    @Test
    void knowsTheParametersOfItsOwnRoutes() {
        var ada = gateway.register();

        var unknown = gateway.get("/auth/me?colour=red", ada.bearer());

        assertThat(unknown.statusCode()).isEqualTo(400);
        assertThat(Gateway.json(unknown).at("/errors/0/pointer").asString(""))
                .isEqualTo("query:colour");
    }

    @Test
    void makesNobodyForAClientThatDoesNotAcceptTheAnswer() {
        var email = UUID.randomUUID() + "@example.com";
        var body =
                "{\"email\":\"%s\",\"password\":\"correct horse battery\",\"name\":\"Ada\"}"
                        .formatted(email);

        var refused = gateway.post("/auth/register", body, "Accept", "application/xml");

        assertThat(refused.statusCode()).isEqualTo(406);
        assertThat(Gateway.code(refused)).isEqualTo("not-acceptable");
        assertThat(gateway.post("/auth/register", body).statusCode()).isEqualTo(201);
    }

    private String rawly(String head) throws IOException {
        return rawly(head, "");
    }

    private String rawly(String head, String body) throws IOException {
        try (var socket = new Socket("localhost", rawPort)) {
            socket.setSoTimeout(10_000);
            var request = head + "Connection: close\r\n\r\n" + body;
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
