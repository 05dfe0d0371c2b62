package dev.agentworks.orchestrator.step.plan;

import dev.agentworks.events.run.RunStatus;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What follows when an agent has finished: what it staged is proposed, approved where its risk asks
 * for that, applied with what it holds of the board, and the card is told. Where the change cannot
 * be applied as it was approved, the same begins anew.
 */
final class ProposalPlanner {

    private static final List<String> STAGING = List.of("write_file", "delete_file");

    private ProposalPlanner() {}

    static NextStep next(Map<String, JsonNode> done, JsonNode finish) {
        var config = result(done, "config");
        boolean mayStage =
                config.path("tools")
                        .valueStream()
                        .anyMatch(tool -> STAGING.contains(tool.path("name").asString("")));
        boolean risky = "high".equals(config.path("risk").asString(""));
        var conflicts = List.<String>of();
        var refused = "";
        for (int round = 1; ; round++) {
            var step = round(done, round, mayStage, risky, conflicts, refused, finish);
            if (step != null) {
                return step;
            }
            conflicts = conflicts(result(done, path("apply", round)));
            refused = refused(done, round);
            if (!conflicts.isEmpty() && !risky) {
                return new NextStep.GiveUp(
                        RunStatus.FAILED,
                        "merge-conflict",
                        "Others changed the same places: %s."
                                .formatted(String.join(", ", conflicts)));
            }
        }
    }

    /** The step's name; the first round has none in it. */
    static String path(String step, int round) {
        return round == 1 ? step : step + "/" + round;
    }

    // none when the round ended without anything being applied
    private static @Nullable NextStep round(
            Map<String, JsonNode> done,
            int round,
            boolean mayStage,
            boolean risky,
            List<String> conflicts,
            String refused,
            JsonNode finish) {
        if (mayStage && !done.containsKey(path("propose", round))) {
            return new NextStep.Propose(round, finish.path("summary").asString(""));
        }
        var proposal = result(done, path("propose", round));
        int files = proposal.path("files").asInt(0);
        if (risky && !done.containsKey(path("approval", round))) {
            return new NextStep.AskApproval(
                    round, files, HeldChanges.counted(done), conflicts, refused);
        }
        var decision = result(done, path("approval", round));
        if (decision.has("rejectedBy")) {
            var note = decision.path("note").asString("");
            return new NextStep.GiveUp(
                    RunStatus.CANCELLED,
                    "rejected",
                    note.isBlank() ? "A person rejected the result." : "Rejected: " + note);
        }
        var approver = decision.path("approvedBy").asString("");
        boolean holds = risky && HeldChanges.any(done);
        if (files > 0) {
            var applied = done.get(path("apply", round));
            if (applied == null) {
                return new NextStep.Apply(
                        round,
                        approver.isEmpty() ? null : approver,
                        proposal.path("digest").asString(),
                        holds);
            }
            if (!applied.has("commit")) {
                return null;
            }
        }
        if (!holds) {
            return complete(done, finish);
        }
        var released = done.get(path("release", round));
        if (released == null) {
            return new NextStep.Release(round, approver);
        }
        return released.has("refused") ? null : complete(done, finish);
    }

    private static NextStep complete(Map<String, JsonNode> done, JsonNode finish) {
        return done.containsKey("complete")
                ? new NextStep.Close(finish)
                : new NextStep.Complete(finish, HeldChanges.closing(done));
    }

    // said before any file was applied, or afterwards
    private static String refused(Map<String, JsonNode> done, int round) {
        var before = result(done, path("apply", round)).path("refused").asString("");
        return before.isEmpty()
                ? result(done, path("release", round)).path("refused").asString("")
                : before;
    }

    private static List<String> conflicts(JsonNode applied) {
        return applied.path("conflicts").valueStream().map(path -> path.asString("")).toList();
    }

    private static JsonNode result(Map<String, JsonNode> done, String path) {
        return done.getOrDefault(path, JsonNodeFactory.instance.objectNode());
    }
}
