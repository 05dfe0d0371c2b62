package dev.agentworks.local.launcher.journey;

import dev.agentworks.local.launcher.StackFailure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A project as a person sees and changes it through the public API. */
final class ProjectView {

    private static final int BUILD = 5;

    private final ApiClient api;
    private final String workspace;
    private final String id;

    private ProjectView(ApiClient api, String workspace, String id) {
        this.api = api;
        this.workspace = workspace;
        this.id = id;
    }

    /** Makes a project in the first workspace of the person who is signed in. */
    static ProjectView made(ApiClient api, String name) {
        var workspace = api.firstWorkspace();
        var project =
                api.post(
                                "/api/workspaces/" + workspace + "/projects",
                                Map.of("name", name.substring(0, Math.min(80, name.length()))))
                        .require("making a project");
        return new ProjectView(api, workspace, project.path("id").asString());
    }

    String workspace() {
        return workspace;
    }

    String id() {
        return id;
    }

    /** Makes the card that holds the brief, in lane 0. */
    JsonNode cardOf(Brief brief) {
        return api.post(
                        "/api/projects/" + id + "/cards",
                        Map.of(
                                "title",
                                brief.title(),
                                "description",
                                brief.text(),
                                "type",
                                "BLUEPRINT",
                                "lane",
                                0))
                .require("making the card");
    }

    JsonNode card(String card) {
        return api.get("/api/cards/" + card).require("reading a card");
    }

    List<JsonNode> cards(String type) {
        var boards = api.get("/api/projects/" + id + "/boards").require("listing boards");
        return api.get("/api/boards/" + boards.path("items").path(0).path("id").asString())
                .require("reading the board")
                .path("cards")
                .valueStream()
                .filter(it -> it.path("type").asString("").equals(type))
                .toList();
    }

    List<JsonNode> children(String card, String type) {
        return cards(type).stream()
                .filter(it -> it.path("parentId").asString("").equals(card))
                .toList();
    }

    List<JsonNode> runs(String card) {
        return api.get("/api/cards/" + card + "/runs")
                .require("listing runs")
                .path("items")
                .valueStream()
                .toList();
    }

    List<JsonNode> documents() {
        return api.get("/api/projects/" + id + "/documents")
                .require("listing documents")
                .path("items")
                .valueStream()
                .toList();
    }

    /** The document of this type, with its content. */
    JsonNode document(String type) {
        var listed =
                documents().stream()
                        .filter(it -> it.path("type").asString("").equals(type))
                        .findFirst()
                        .orElseThrow(() -> new StackFailure("there is no " + type + " document"));
        return api.get("/api/documents/" + listed.path("id").asString())
                .require("reading the " + type);
    }

    /** Approves it; an approval that was given and whose answer was lost is not an error. */
    void approve(JsonNode document) {
        var path = "/api/documents/" + document.path("id").asString();
        var answer = api.post(path + "/approve", Map.of("note", "Go on."));
        if (!answer.isSuccess() && !is(api.get(path), "status", "APPROVED")) {
            answer.require("approving the " + document.path("type").asString());
        }
    }

    private static boolean is(ApiClient.Answer answer, String field, String value) {
        return answer.isSuccess() && answer.body().path(field).asString("").equals(value);
    }

    List<JsonNode> comments(String card) {
        return api.get("/api/cards/" + card + "/comments")
                .require("listing comments")
                .path("items")
                .valueStream()
                .toList();
    }

    List<JsonNode> links(String card) {
        return api.get("/api/cards/" + card + "/links")
                .require("listing links")
                .path("items")
                .valueStream()
                .toList();
    }

    ApiClient.Answer tryMove(String card, int lane) {
        return api.put("/api/cards/" + card + "/move", Map.of("toLane", lane));
    }

    /** Moves the card; a move that was done and whose answer was lost is not an error. */
    void move(String card, int lane) {
        var answer = tryMove(card, lane);
        if (!answer.isSuccess() && card(card).path("lane").asInt() != lane) {
            answer.require("moving the card to lane " + lane);
        }
    }

    /** Takes the card step by step to its end, as a person would who looks at it first. */
    void setDone(String card) {
        for (var status = status(card); !status.equals("DONE"); status = status(card)) {
            var next =
                    switch (status) {
                        case "DRAFT" -> "READY";
                        case "READY", "BLOCKED" -> "IN_PROGRESS";
                        case "IN_PROGRESS" -> "IN_REVIEW";
                        default -> "DONE";
                    };
            var change =
                    next.equals("DONE")
                            ? Map.of("status", next, "reason", "All of it is there.")
                            : Map.of("status", next);
            var answer = api.patch("/api/cards/" + card, change);
            if (!answer.isSuccess() && status(card).equals(status)) {
                answer.require("setting a card " + next);
            }
        }
    }

    private String status(String card) {
        return card(card).path("status").asString("");
    }

    void approveCard(String card) {
        var answer = api.post("/api/cards/" + card + "/approve", Map.of("note", "Well done."));
        if (!answer.isSuccess() && !is(api.get("/api/cards/" + card), "reviewState", "APPROVED")) {
            answer.require("approving the card");
        }
    }

    /** A bug that the person found; it begins where it is mended. */
    JsonNode report(String card, String title) {
        return api.post(
                        "/api/projects/" + id + "/cards",
                        Map.of("title", title, "type", "BUG", "lane", BUILD, "parentId", card))
                .require("reporting a bug");
    }

    /** A file of the default branch, if it is there. */
    Optional<String> file(String path) {
        var answer = api.get("/api/projects/" + id + "/files/content?path=" + path);
        return answer.status() == 404
                ? Optional.empty()
                : Optional.of(answer.require("reading " + path).path("content").asString(""));
    }
}
