package dev.agentworks.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The gateway under test, spoken to as programs and browsers do. */
final class Gateway {
    private static final JsonMapper JSON = JsonMapper.shared();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int port;

    Gateway(int port) {
        this.port = port;
    }

    String origin() {
        return "http://localhost:" + port;
    }

    HttpResponse<String> call(String method, String path, String body, String... headers) {
        var request =
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                        .timeout(Duration.ofSeconds(20))
                        .method(
                                method,
                                body.isEmpty()
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(body));
        if (!body.isEmpty() && !List.of(headers).contains("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<String> get(String path, String... headers) {
        return call("GET", path, "", headers);
    }

    HttpResponse<String> post(String path, String body, String... headers) {
        return call("POST", path, body, headers);
    }

    /** A POST that does not say how long it is. */
    HttpResponse<String> chunked(String path, String body, String token) {
        var request =
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                        .timeout(Duration.ofSeconds(20))
                        .header("Content-Type", "application/json")
                        .header("Authorization", "Bearer " + token)
                        .POST(
                                HttpRequest.BodyPublishers.ofInputStream(
                                        () -> new ByteArrayInputStream(body.getBytes(UTF_8))))
                        .build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString()).join();
    }

    Visitor register() {
        return register(UUID.randomUUID() + "@example.com");
    }

    Visitor register(String email) {
        var answer =
                post(
                        "/auth/register",
                        """
                        {"email":"%s","password":"correct horse battery","name":"Ada"}\
                        """
                                .formatted(email));
        if (answer.statusCode() != 201) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        }
        var body = json(answer);
        return new Visitor(
                body.path("user").path("id").asString(),
                email,
                body.path("accessToken").asString(),
                cookies(answer));
    }

    static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }

    static String code(HttpResponse<String> answer) {
        var type = json(answer).path("type").asString("");
        return type.substring(type.lastIndexOf('/') + 1);
    }

    static Map<String, String> cookies(HttpResponse<String> answer) {
        var cookies = new HashMap<String, String>();
        for (var line : answer.headers().allValues("set-cookie")) {
            var pair = line.split(";", 2)[0].split("=", 2);
            cookies.put(pair[0], pair[1]);
        }
        return cookies;
    }

    /** An answer that is read while it comes. */
    EventStream stream(String path, String... headers) {
        var request =
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                        .header("Accept", "text/event-stream")
                        .headers(headers)
                        .build();
        var stream = new EventStream();
        stream.reading(
                http.sendAsync(
                        request,
                        HttpResponse.BodyHandlers.ofByteArrayConsumer(
                                bytes -> bytes.ifPresent(stream::add))));
        return stream;
    }

    /** A POST whose answer is read while it comes. */
    EventStream streamOf(String path, String body, String... headers) {
        var request =
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                        .header("Content-Type", "application/json")
                        .headers(headers)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        var stream = new EventStream();
        stream.reading(
                http.sendAsync(
                        request,
                        HttpResponse.BodyHandlers.ofByteArrayConsumer(
                                bytes -> bytes.ifPresent(stream::add))));
        return stream;
    }

    Socket socket(String path, String... headers) {
        var socket = new Socket();
        var builder = http.newWebSocketBuilder().connectTimeout(Duration.ofSeconds(10));
        for (int i = 0; i < headers.length; i += 2) {
            builder.header(headers[i], headers[i + 1]);
        }
        try {
            WebSocket open =
                    builder.buildAsync(URI.create("ws://localhost:" + port + path), socket).join();
            return socket.opened(open);
        } catch (CompletionException e) {
            if (e.getCause() instanceof java.net.http.WebSocketHandshakeException refused) {
                return socket.refused(refused.getResponse().statusCode());
            }
            throw e;
        }
    }

    /** A person with a session. */
    record Visitor(String id, String email, String accessToken, Map<String, String> cookies) {
        String[] bearer() {
            return new String[] {"Authorization", "Bearer " + accessToken};
        }

        String[] bearerAnd(String... more) {
            var all = new String[more.length + 2];
            System.arraycopy(bearer(), 0, all, 0, 2);
            System.arraycopy(more, 0, all, 2, more.length);
            return all;
        }

        String cookie() {
            return "aw_access=%s; aw_csrf=%s".formatted(cookies.get("aw_access"), csrf());
        }

        String csrf() {
            return cookies.getOrDefault("aw_csrf", "");
        }
    }
}
