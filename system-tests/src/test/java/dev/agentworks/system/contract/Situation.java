package dev.agentworks.system.contract;

import dev.agentworks.local.launcher.journey.ApiClient;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/**
 * A person with one of each thing, so that requests find what they name.
 *
 * @param ids by the name of a path variable
 * @param token the person's access token
 * @param key an API key that may call models
 */
record Situation(
        Map<String, String> ids, String otherCard, String person, String token, String key) {
    static Situation make(ApiClient client) {
        client.register(
                "contract-" + UUID.randomUUID() + "@example.com",
                UUID.randomUUID().toString(),
                "Cleo Contract");
        var workspace = client.firstWorkspace();
        var project = client.createProject(workspace, "Contract");
        withoutAgentsOnEntry(client, project);
        var card = create(client, "/api/projects/" + project + "/cards", Map.of("title", "One"));
        var other = create(client, "/api/projects/" + project + "/cards", Map.of("title", "Two"));
        var document =
                create(
                        client,
                        "/api/projects/" + project + "/documents",
                        Map.of("type", "CUSTOM", "title", "Notes", "content", "One\n"));
        // one more version, so that the first can be restored
        client.put("/api/documents/" + document, Map.of("title", "Notes", "content", "Two\n"))
                .require("writing another version");
        var link =
                create(
                        client,
                        "/api/cards/" + card + "/links",
                        Map.of("toId", other, "kind", "RELATES_TO"));
        var comment =
                create(client, "/api/cards/" + card + "/comments", Map.of("body", "Well said"));
        var item = create(client, "/api/cards/" + card + "/checklist", Map.of("text", "Do it"));
        create(
                client,
                "/api/projects/" + project + "/agents",
                Map.of("id", "CONTRACT_AGENT", "name", "Cleo's agent", "prompt", "Be brief."));
        var run =
                client.post("/api/cards/" + card + "/agents/CEO_COPILOT/run", Map.of())
                        .require("starting a run");
        var task =
                client.post(
                                "/api/v1/execute",
                                Map.of(
                                        "agent",
                                        "CEO_COPILOT",
                                        "input",
                                        "Say hello.",
                                        "workspaceId",
                                        workspace))
                        .require("executing a task");
        var key =
                client.post(
                                "/auth/api-keys",
                                Map.of(
                                        "workspaceId",
                                        workspace,
                                        "name",
                                        "Contract",
                                        "scopes",
                                        List.of("models", "api:read")))
                        .require("making a key");
        var board =
                client.get("/api/projects/" + project + "/boards")
                        .require("listing boards")
                        .at("/items/0/id")
                        .asString();
        var ids =
                Map.ofEntries(
                        Map.entry("workspaceId", workspace),
                        Map.entry("projectId", project),
                        Map.entry("boardId", board),
                        Map.entry("cardId", card),
                        Map.entry("documentId", document),
                        Map.entry("linkId", link),
                        Map.entry("commentId", comment),
                        Map.entry("itemId", item),
                        Map.entry("runId", run.path("runId").asString()),
                        Map.entry("taskId", task.path("taskId").asString()),
                        Map.entry("keyId", key.path("id").asString()),
                        Map.entry("agentId", "CONTRACT_AGENT"),
                        Map.entry("agent", "CEO_COPILOT"),
                        Map.entry("provider", "openai"),
                        Map.entry("model", "gpt-4o"));
        return new Situation(
                ids,
                other,
                client.get("/auth/me").require("asking who this is").path("id").asString(),
                String.valueOf(client.token()),
                key.path("key").asString());
    }

    private static String create(ApiClient client, String path, Map<String, ?> body) {
        JsonNode made = client.post(path, body).require("POST " + path);
        return made.path("id").asString();
    }

    /** Cards are made and moved by the hundred; no agent is to work for them. */
    private static void withoutAgentsOnEntry(ApiClient client, String project) {
        var path = "/api/projects/" + project + "/workflow";
        var lanes =
                client.get(path)
                        .require("reading the workflow")
                        .path("lanes")
                        .valueStream()
                        .map(lane ->
                                Map.of(
                                        "number",
                                        lane.path("number").asInt(),
                                        "onEntry",
                                        List.of(),
                                        "parallel",
                                        List.of()))
                        .toList();
        client.put(path, Map.of("lanes", lanes)).require("changing the workflow");
    }
}
