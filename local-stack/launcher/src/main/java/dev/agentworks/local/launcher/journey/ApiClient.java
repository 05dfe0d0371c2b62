package dev.agentworks.local.launcher.journey;

import dev.agentworks.local.launcher.StackFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A person's program that uses the public API. A service that is being restarted is not the
 * person's business: a call that was not answered is repeated for a minute, or as long as it is
 * told, a writing one under the same idempotency key.
 */
public final class ApiClient {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String url;
    private final Duration patience;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(3))
                    .build();
    private @Nullable String token;

    public ApiClient(String url) {
        this(url, PATIENCE);
    }

    /** One that repeats a call that was not answered for so long. */
    public ApiClient(String url, Duration patience) {
        this.url = url;
        this.patience = patience;
    }

    /** What came back: the status and the body, missing when there was none. */
    public record Answer(int status, JsonNode body) {

        public boolean isSuccess() {
            return status / 100 == 2;
        }

        /** Whether it is this refusal, by its status and code. */
        public boolean isRefusedWith(int refusal, String code) {
            return status == refusal && body.path("type").asString("").endsWith("/" + code);
        }

        /** The body of a success. */
        public JsonNode require(String attempt) {
            if (!isSuccess()) {
                throw new StackFailure(
                        "%s was refused with %d: %s".formatted(attempt, status, body));
            }
            return body;
        }
    }

    public String url() {
        return url;
    }

    public HttpClient http() {
        return http;
    }

    public @Nullable String token() {
        return token;
    }

    public void signInWith(String accessToken) {
        token = accessToken;
    }

    public Answer get(String path) {
        return call("GET", path, null);
    }

    public Answer post(String path, Object body) {
        return call("POST", path, body);
    }

    public Answer put(String path, Object body) {
        return call("PUT", path, body);
    }

    public Answer patch(String path, Object body) {
        return call("PATCH", path, body);
    }

    private Answer call(String method, String path, @Nullable Object body) {
        var request = request(method, path, body);
        var deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            var answer = attempt(request);
            if (answer != null
                    && answer.status() != 502
                    && answer.status() != 503
                    && answer.status() != 504) {
                return answer;
            }
            if (System.nanoTime() > deadline) {
                throw new StackFailure(
                        "%s %s was not answered within %d s"
                                .formatted(method, path, patience.toSeconds()));
            }
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
    }

    private HttpRequest request(String method, String path, @Nullable Object body) {
        var builder =
                HttpRequest.newBuilder(URI.create(url + path))
                        .timeout(Duration.ofSeconds(20))
                        .header("Accept", "application/json");
        if (token != null) {
            builder.header("Authorization", "Bearer " + token);
        }
        if (method.equals("POST")) {
            builder.header("Idempotency-Key", UUID.randomUUID().toString());
        }
        return body == null
                ? builder.method(method, HttpRequest.BodyPublishers.noBody()).build()
                : builder.header("Content-Type", "application/json")
                        .method(
                                method,
                                HttpRequest.BodyPublishers.ofByteArray(
                                        JSON.writeValueAsBytes(body)))
                        .build();
    }

    private @Nullable Answer attempt(HttpRequest request) {
        try {
            var response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            var body = response.body();
            return new Answer(
                    response.statusCode(),
                    body.length == 0 ? JSON.missingNode() : JSON.readTree(body));
        } catch (IOException _) {
            return null;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new StackFailure("interrupted while calling " + request.uri().getPath());
        }
    }

    /** Registers a person and signs this client in as them. */
    public JsonNode register(String email, String password, String name) {
        var person =
                post("/auth/register", Map.of("email", email, "password", password, "name", name))
                        .require("registering " + email);
        signInWith(person.path("accessToken").asString());
        return person;
    }

    /** The id of the first workspace of the signed-in person. */
    public String firstWorkspace() {
        return get("/auth/me").require("reading the person").at("/workspaces/0/id").asString();
    }

    /** Creates a project and returns its id. */
    public String createProject(String workspace, String name) {
        return post("/api/workspaces/" + workspace + "/projects", Map.of("name", name))
                .require("creating a project")
                .path("id")
                .asString();
    }
}
