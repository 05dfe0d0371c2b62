package dev.agentworks.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.agentworks.local.launcher.journey.ApiClient;
import dev.agentworks.system.RunningStack.Stack;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Programs with a workspace's API key: models as OpenAI's clients call them, and the board. */
@ExtendWith(RunningStack.class)
class ApiKeyTests {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<Map<String, String>> HELLO =
            List.of(Map.of("role", "user", "content", "Say hello to the ferry."));

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private record Owner(ApiClient client, String workspace) {}

    @Test
    void aProgramCallsModelsAndEachCallIsBilledOnce(Stack stack) throws Exception {
        var owner = owner(stack);
        var key = key(owner, "models");

        var models = ask(stack, key, "GET", "/v1/models", null);
        var listed =
                json(models)
                        .path("data")
                        .valueStream()
                        .map(it -> it.path("id").asString())
                        .toList();
        assertThat(models.statusCode()).as(models.body()).isEqualTo(200);
        assertThat(listed).contains("gpt-4o-mini");
        assertThat(json(ask(stack, key, "GET", "/v1/models/gpt-4o-mini", null)).path("object"))
                .hasToString("\"model\"");

        var chat =
                ask(
                        stack,
                        key,
                        "POST",
                        "/v1/chat/completions",
                        Map.of("model", "gpt-4o-mini", "messages", HELLO));
        assertThat(chat.statusCode()).as(chat.body()).isEqualTo(200);
        assertThat(json(chat).at("/choices/0/message/content").asString()).isNotBlank();
        assertThat(json(chat).at("/usage/total_tokens").asInt()).isPositive();

        var stream =
                ask(
                        stack,
                        key,
                        "POST",
                        "/v1/chat/completions",
                        Map.of("model", "gpt-4o-mini", "messages", HELLO, "stream", true));
        assertThat(stream.statusCode()).as(stream.body()).isEqualTo(200);
        assertThat(stream.headers().firstValue("content-type").orElse(""))
                .startsWith("text/event-stream");
        assertThat(spoken(stream.body())).isNotBlank();
        assertThat(stream.body().strip()).endsWith("data: [DONE]");

        var embedded =
                ask(
                        stack,
                        key,
                        "POST",
                        "/v1/embeddings",
                        Map.of("model", "text-embedding-3-small", "input", "ferry tickets"));
        assertThat(embedded.statusCode()).as(embedded.body()).isEqualTo(200);
        assertThat(json(embedded).at("/data/0/embedding").isEmpty()).isFalse();

        await().atMost(Duration.ofSeconds(30)).until(() -> calls(owner) == 3);
        await().during(Duration.ofSeconds(3))
                .atMost(Duration.ofSeconds(6))
                .until(() -> calls(owner) == 3);
        assertThat(usage(owner).path("totalPrice").asString()).isNotEqualTo("0");
    }

    @Test
    void aRevokedKeyIsRefusedWithinFiveSeconds(Stack stack) throws Exception {
        var owner = owner(stack);
        var key = key(owner, "models", "api:read");
        assertThat(ask(stack, key, "GET", "/v1/models", null).statusCode()).isEqualTo(200);
        var listed =
                owner.client()
                        .get("/auth/api-keys?workspace=" + owner.workspace())
                        .require("listing keys");
        var id = listed.at("/items/0/id").asString();
        assertThat(listed.toString()).doesNotContain(key);

        var revoked = ask(stack, owner.client().token(), "DELETE", "/auth/api-keys/" + id, null);

        assertThat(revoked.statusCode()).isEqualTo(204);
        await().atMost(Duration.ofSeconds(5))
                .until(() -> ask(stack, key, "GET", "/v1/models", null).statusCode() == 401);
        var refused = ask(stack, key, "GET", "/v1/models", null);
        assertThat(json(refused).at("/error/code").asString()).isEqualTo("invalid_api_key");
        assertThat(ask(stack, key, "GET", "/api/workspaces", null).statusCode()).isEqualTo(401);
    }

    @Test
    void aKeyOfOneWorkspaceReachesNothingOfAnother(Stack stack) throws Exception {
        var owner = owner(stack);
        var stranger = owner(stack);
        // even if its creator is a member there too
        var second =
                owner.client()
                        .post("/api/workspaces", Map.of("name", "Second"))
                        .require("a second workspace")
                        .path("id")
                        .asString();
        var program = stack.client();
        program.signInWith(key(owner, "models", "api:read", "api:write"));
        var own = project(owner.client(), owner.workspace());

        assertThat(program.get("/api/projects/" + own).status()).isEqualTo(200);
        assertThat(
                        program.post("/api/projects/" + own + "/cards", Map.of("title", "Made"))
                                .status())
                .isEqualTo(201);
        for (var foreign :
                List.of(
                        new Owner(owner.client(), second),
                        new Owner(stranger.client(), stranger.workspace()))) {
            var project = project(foreign.client(), foreign.workspace());
            var workspace = "/api/workspaces/" + foreign.workspace();
            for (var path :
                    List.of(
                            workspace,
                            workspace + "/projects",
                            workspace + "/members",
                            workspace + "/usage",
                            workspace + "/billing",
                            workspace + "/budget",
                            workspace + "/provider-keys",
                            "/api/projects/" + project,
                            "/api/projects/" + project + "/boards",
                            "/api/projects/" + project + "/documents",
                            "/api/projects/" + project + "/files",
                            "/api/projects/" + project + "/files.zip",
                            "/api/projects/"
                                    + project
                                    + ".git/info/refs?service=git-upload-pack")) {
                assertThat(program.get(path).status()).as(path).isEqualTo(404);
            }
            assertThat(
                            program.post(
                                            "/api/projects/" + project + "/cards",
                                            Map.of("title", "Mine"))
                                    .status())
                    .isEqualTo(404);
            assertThat(calls(foreign)).isZero();
        }
        assertThat(program.get("/api/workspaces").require("listing").path("items")).hasSize(1);
    }

    @Test
    void aKeyDecidesNothingAndDoesNoMoreThanItsScopes(Stack stack) throws Exception {
        var owner = owner(stack);
        var project = project(owner.client(), owner.workspace());
        var card =
                owner.client()
                        .post("/api/projects/" + project + "/cards", Map.of("title", "Ferry"))
                        .require("a card")
                        .path("id")
                        .asString();
        var writer = stack.client();
        writer.signInWith(key(owner, "api:read", "api:write"));
        var reader = stack.client();
        reader.signInWith(key(owner, "api:read"));

        assertThat(
                        writer.post("/api/cards/" + card + "/approve", Map.of())
                                .isRefusedWith(403, "api-key-not-accepted"))
                .isTrue();
        assertThat(
                        writer.put(
                                        "/api/cards/" + card + "/move",
                                        Map.of("toLane", 5, "override", true, "reason", "haste"))
                                .status())
                .isEqualTo(403);
        assertThat(writer.get("/auth/api-keys?workspace=" + owner.workspace()).status())
                .isEqualTo(403);
        assertThat(
                        reader.patch("/api/cards/" + card, Map.of("title", "Other"))
                                .isRefusedWith(403, "missing-scope"))
                .isTrue();
        assertThat(reader.get("/api/cards/" + card).status()).isEqualTo(200);
        assertThat(ask(stack, reader.token(), "GET", "/v1/models", null).statusCode())
                .isEqualTo(403);
    }

    @Test
    void aProgramClonesTheRepositoryOfAProjectWithItsKeyAsPassword(
            Stack stack, @TempDir Path folder) throws Exception {
        assumeTrue(git(folder, "--version").status() == 0, "this machine has no git");
        var owner = owner(stack);
        var project = project(owner.client(), owner.workspace());
        var address = URI.create(stack.url());
        var repository =
                "%s://git:%%s@%s/api/projects/%s.git"
                        .formatted(address.getScheme(), address.getAuthority(), project);

        var cloned = git(folder, "clone", repository.formatted(key(owner, "api:read")), "own");
        assertThat(cloned.status()).as(cloned.text()).isZero();
        var models = git(folder, "clone", repository.formatted(key(owner, "models")), "models");
        assertThat(models.text()).contains("403");
        var foreign = key(owner(stack), "api:read");
        assertThat(git(folder, "clone", repository.formatted(foreign), "foreign").text())
                .contains("not found");
    }

    private record Ended(int status, String text) {}

    private static Ended git(Path folder, String... arguments) throws Exception {
        var command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        var builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("GIT_TERMINAL_PROMPT", "0");
        builder.environment().put("LC_ALL", "C");
        try {
            var process = builder.start();
            process.getOutputStream().close();
            var text = new String(process.getInputStream().readAllBytes());
            return new Ended(process.waitFor(), text);
        } catch (IOException missing) {
            return new Ended(-1, String.valueOf(missing.getMessage()));
        }
    }

    private static Owner owner(Stack stack) {
        var client = stack.client();
        client.register(
                "owner-" + UUID.randomUUID() + "@example.com",
                UUID.randomUUID().toString(),
                "Olga Owner");
        return new Owner(client, client.firstWorkspace());
    }

    private static String key(Owner owner, String... scopes) {
        return owner.client()
                .post(
                        "/auth/api-keys",
                        Map.of("workspaceId", owner.workspace(), "name", "CI", "scopes", scopes))
                .require("creating a key")
                .path("key")
                .asString();
    }

    private static String project(ApiClient client, String workspace) {
        return client.post("/api/workspaces/" + workspace + "/projects", Map.of("name", "Ferry"))
                .require("a project")
                .path("id")
                .asString();
    }

    private static int calls(Owner owner) {
        return usage(owner).path("totalCalls").asInt();
    }

    private static JsonNode usage(Owner owner) {
        return owner.client()
                .get("/api/workspaces/" + owner.workspace() + "/usage")
                .require("reading usage");
    }

    private HttpResponse<String> ask(
            Stack stack, @Nullable String bearer, String method, String path, @Nullable Object body)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(stack.url() + path))
                        .timeout(Duration.ofSeconds(60))
                        .header("Authorization", "Bearer " + bearer);
        if (body == null) {
            request.method(method, HttpRequest.BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json")
                    .method(
                            method,
                            HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** The text of the model in the events of a stream. */
    private static String spoken(String events) {
        var text = new StringBuilder();
        events.lines()
                .filter(line -> line.startsWith("data: {"))
                .map(line -> JSON.readTree(line.substring("data: ".length())))
                .forEach(chunk -> text.append(chunk.at("/choices/0/delta/content").asString("")));
        return text.toString();
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }
}
