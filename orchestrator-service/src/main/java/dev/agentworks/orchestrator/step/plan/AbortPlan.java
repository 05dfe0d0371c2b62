package dev.agentworks.orchestrator.step.plan;

import dev.agentworks.events.run.RunStatus;
import dev.agentworks.orchestrator.run.model.StepFailure;
import dev.agentworks.orchestrator.run.model.StopReason;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The decision that a run does not complete, and what has to be undone first. It is written before
 * anything is undone, so the next holder goes on undoing and never back.
 */
public record AbortPlan(RunStatus status, String code, String message, List<Undo> undo) {

    public static final String PATH = "end";

    /** In a tool's result: the status it gave to the run's own card. */
    public static final String CARD_STATUS = "statusSet";

    private static final List<String> STAGING = List.of("write_file", "delete_file");

    public AbortPlan {
        undo = List.copyOf(undo);
    }

    /** What may have to be undone, in this order. */
    public enum Undo {
        /** A model call under way: it is ended and its budget is free again. */
        CALLS,
        /** Staged files. */
        FILES,
        /** What was held for a person's approval. */
        CHANGES,
        /** The card's status. */
        CARD
    }

    /**
     * For a run that is to stop.
     *
     * @param waitedFor what it waited for when its time was over; none when it was at work
     */
    public static AbortPlan stopped(
            StopReason stop, @Nullable StepFailure waitedFor, List<Undo> undo) {
        if (stop != StopReason.DEADLINE || waitedFor == null) {
            return new AbortPlan(stop.status(), stop.code(), stop.sentence(), undo);
        }
        var message =
                "%s The run waited from %s until its own time was over."
                        .formatted(
                                waitedFor.cause().detail(),
                                waitedFor.since().truncatedTo(ChronoUnit.SECONDS));
        return new AbortPlan(stop.status(), waitedFor.cause().code(), message, undo);
    }

    public static String path(Undo undo) {
        return "comp/" + undo.name().toLowerCase(Locale.ROOT);
    }

    public static AbortPlan of(JsonNode journaled) {
        return new AbortPlan(
                RunStatus.valueOf(journaled.path("status").asString()),
                journaled.path("code").asString(),
                journaled.path("message").asString(),
                journaled
                        .path("undo")
                        .valueStream()
                        .map(undo -> Undo.valueOf(undo.asString()))
                        .toList());
    }

    public JsonNode journaled() {
        var node = JsonNodeFactory.instance.objectNode();
        node.put("status", status.name()).put("code", code).put("message", message);
        var list = node.putArray("undo");
        undo.forEach(what -> list.add(what.name()));
        return node;
    }

    /** The first thing that is not undone yet, then the end. */
    public NextStep next(Map<String, JsonNode> done) {
        return undo.stream()
                .filter(what -> !done.containsKey(path(what)))
                .findFirst()
                .<NextStep>map(NextStep.Compensate::new)
                .orElseGet(() -> new NextStep.End(this));
    }

    /**
     * What the journal says has been begun and would be left behind.
     *
     * @param holding whether a call is open whose change may be held
     */
    public static List<Undo> leftBehind(
            Map<String, JsonNode> done, boolean openCall, boolean holding) {
        var undo = new ArrayList<Undo>();
        if (openCall) {
            undo.add(Undo.CALLS);
        }
        if (done.values().stream().anyMatch(AbortPlan::staged)) {
            undo.add(Undo.FILES);
        }
        if (holding || HeldChanges.any(done)) {
            undo.add(Undo.CHANGES);
        }
        if (statusSet(done) != null) {
            undo.add(Undo.CARD);
        }
        return undo;
    }

    /** The status the run gave its card last. */
    public static @Nullable String statusSet(Map<String, JsonNode> done) {
        return done.entrySet().stream()
                .filter(step -> step.getValue().has(CARD_STATUS))
                .max(Comparator.comparing(step -> order(step.getKey())))
                .map(step -> step.getValue().path(CARD_STATUS).asString())
                .orElse(null);
    }

    // tool/2/10 comes after tool/2/9
    private static int order(String path) {
        var parts = path.split("/");
        return Integer.parseInt(parts[1]) * 1_000 + Integer.parseInt(parts[2]);
    }

    private static boolean staged(JsonNode result) {
        return STAGING.contains(result.path("tool").asString(""))
                && !result.path("isError").asBoolean(false);
    }
}
