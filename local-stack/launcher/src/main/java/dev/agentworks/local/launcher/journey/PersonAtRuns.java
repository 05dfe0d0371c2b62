package dev.agentworks.local.launcher.journey;

import dev.agentworks.local.launcher.StackFailure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** What a person does about runs: starts them, answers their questions, approves what they made. */
final class PersonAtRuns {

    private static final Set<String> DEAD = Set.of("FAILED", "PARKED", "CANCELLED");

    private final ApiClient api;
    private final Steps steps;

    PersonAtRuns(ApiClient api, Steps steps) {
        this.api = api;
        this.steps = steps;
    }

    static boolean isCompleted(JsonNode run) {
        return is(run, "COMPLETED");
    }

    static void requireAlive(JsonNode run) {
        Steps.require(
                !DEAD.contains(run.path("status").asString("")),
                "the run of %s ended as %s: %s"
                        .formatted(
                                run.path("agentId").asString(),
                                run.path("status").asString(),
                                run.path("error")));
    }

    String start(String card, String agent) {
        return api.post("/api/cards/%s/agents/%s/run".formatted(card, agent), Map.of())
                .require("starting " + agent)
                .path("runId")
                .asString();
    }

    /** Takes the first choice of a question, once it is asked. */
    void answerQuestion(JsonNode run) {
        if (!is(run, "WAITING_INPUT")) {
            return;
        }
        var question = run.path("question");
        var choice = question.path("choices").path(0).asString("");
        var answer = choice.isEmpty() ? Map.of("text", "As you assume.") : Map.of("choice", choice);
        var answered = api.post("/api/runs/%s/answer".formatted(id(run)), answer);
        if (answered.isSuccess()) {
            steps.done(
                    "%s asked \"%s\" and was answered \"%s\""
                            .formatted(
                                    run.path("agentId").asString(),
                                    question.path("text").asString(),
                                    choice));
        } else {
            Steps.require(
                    answered.isRefusedWith(409, "run-not-waiting"),
                    "the answer was refused: " + answered);
        }
    }

    JsonNode completed(String run) {
        return in(run, PersonAtRuns::isCompleted, "the end of a run");
    }

    /** Waits until the run asks for approval, and gives what it wants to change. */
    JsonNode proposal(String run) {
        in(run, it -> is(it, "WAITING_APPROVAL"), "a run that waits for approval");
        return api.get("/api/runs/%s/files".formatted(run))
                .require("looking at what a run changed");
    }

    /** Approves exactly what was looked at; an approval whose answer was lost is not repeated. */
    JsonNode approve(String run, String digest) {
        return steps.await(
                "the approval of a run",
                () -> {
                    var now = run(run);
                    requireAlive(now);
                    if (isCompleted(now)) {
                        return Optional.of(now);
                    }
                    if (is(now, "WAITING_APPROVAL")) {
                        var answer =
                                api.post(
                                        "/api/runs/%s/approve".formatted(run),
                                        digest.isEmpty()
                                                ? Map.of("note", "Good.")
                                                : Map.of("digest", digest, "note", "Good."));
                        Steps.require(
                                answer.isSuccess() || answer.isRefusedWith(409, "run-not-waiting"),
                                "the approval was refused: " + answer);
                    }
                    return Optional.empty();
                });
    }

    /** Sends the work back with a remark on a line; gives the run that does it again. */
    String sendBack(String run, String file, int line, String remark) {
        var answer =
                api.post(
                        "/api/runs/%s/reject".formatted(run),
                        Map.of(
                                "note",
                                "Nearly there.",
                                "rework",
                                true,
                                "comments",
                                List.of(Map.of("file", file, "line", line, "body", remark))));
        if (!answer.isRefusedWith(409, "run-not-waiting")) {
            return answer.require("sending work back").path("rework").path("id").asString();
        }
        // it was sent back and the answer was lost: the run that repeats it names it
        var card = run(run).path("cardId").asString();
        return api.get("/api/cards/" + card + "/runs")
                .require("listing runs")
                .path("items")
                .valueStream()
                .filter(it -> it.path("retryOf").asString("").equals(run))
                .map(PersonAtRuns::id)
                .findFirst()
                .orElseThrow(() -> new StackFailure("sending work back was refused: " + answer));
    }

    private JsonNode in(String run, Predicate<JsonNode> state, String what) {
        return steps.await(
                what,
                () -> {
                    var now = run(run);
                    requireAlive(now);
                    answerQuestion(now);
                    return state.test(now) ? Optional.of(now) : Optional.empty();
                });
    }

    private JsonNode run(String run) {
        return api.get("/api/runs/" + run).require("reading a run");
    }

    private static boolean is(JsonNode run, String status) {
        return run.path("status").asString("").equals(status);
    }

    private static String id(JsonNode run) {
        return run.path("id").asString();
    }
}
