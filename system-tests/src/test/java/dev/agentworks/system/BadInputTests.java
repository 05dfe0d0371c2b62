package dev.agentworks.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.local.launcher.journey.ApiClient;
import dev.agentworks.system.RunningStack.Stack;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.json.JsonMapper;

/** Invalid input is refused with a problem that names the fault, and nothing is partly saved. */
@ExtendWith(RunningStack.class)
class BadInputTests {

    private final ApiClient client;
    private String project = "";

    BadInputTests(Stack stack) {
        client = stack.client();
    }

    @BeforeEach
    void createProject() {
        client.register(
                "bad-" + UUID.randomUUID() + "@example.com",
                UUID.randomUUID().toString(),
                "Bea Bad");
        project = client.createProject(client.firstWorkspace(), "Bad input");
    }

    @Test
    void wrongJsonIsRefused() throws Exception {
        assertProblem(send("/api/projects/" + project + "/cards", "{\"title\": "), 400);
    }

    @Test
    void aMissingTitleIsNamed() {
        assertPointer(
                client.post(
                        "/api/projects/" + project + "/cards", Map.of("description", "no title")),
                "/title");
    }

    @Test
    void anOverLongTitleIsNamed() {
        assertPointer(
                client.post(
                        "/api/projects/" + project + "/cards", Map.of("title", "x".repeat(201))),
                "/title");
    }

    @Test
    void anUnknownTypeIsNamed() {
        assertPointer(
                client.post(
                        "/api/projects/" + project + "/cards",
                        Map.of("title", "A card", "type", "WISH")),
                "/type");
    }

    @Test
    void aLaneThatDoesNotExistIsRefused() {
        var card =
                client.post(
                                "/api/projects/" + project + "/cards",
                                Map.of("title", "A card", "lane", 5))
                        .require("making a card");

        assertPointer(
                client.put(
                        "/api/cards/" + card.path("id").asString() + "/move", Map.of("toLane", 42)),
                "/toLane");
    }

    @Test
    void anIdThatIsNoneIsNotFoundOrRefused() {
        assertThat(client.get("/api/cards/not-an-id").status()).isIn(400, 404);
        assertThat(client.get("/api/cards/" + UUID.randomUUID()).status()).isEqualTo(404);
    }

    @Test
    void aHugeBodyIsRefused() throws Exception {
        assertProblem(
                send(
                        "/api/projects/" + project + "/cards",
                        "{\"title\":\"" + "x".repeat(1_200_000) + "\"}"),
                413);
    }

    @Test
    void nothingIsHalfSaved() throws Exception {
        client.post("/api/projects/" + project + "/cards", Map.of("title", "x".repeat(201)));
        send("/api/projects/" + project + "/cards", "{\"title\": ");

        var board =
                client.get("/api/projects/" + project + "/boards")
                        .require("listing boards")
                        .path("items")
                        .path(0)
                        .path("id")
                        .asString();
        assertThat(client.get("/api/boards/" + board).require("reading the board").path("cards"))
                .isEmpty();
    }

    private static void assertPointer(ApiClient.Answer answer, String pointer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.body().path("errors").toString()).contains(pointer);
        assertThat(answer.body().toString()).doesNotContain("Exception", "dev.agentworks");
    }

    private void assertProblem(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(response.headers().firstValue("content-type").orElse(""))
                .contains("application/problem+json");
        assertThat(JsonMapper.builder().build().readTree(response.body()).path("type").asString(""))
                .isNotEmpty();
    }

    private HttpResponse<String> send(String path, String body) throws Exception {
        return client.http()
                .send(
                        HttpRequest.newBuilder(URI.create(client.url() + path))
                                .timeout(Duration.ofSeconds(20))
                                .header("Authorization", "Bearer " + client.token())
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
