package dev.agentworks.orchestrator.step.plan;

import dev.agentworks.orchestrator.client.Completion;
import dev.agentworks.orchestrator.client.CompletionRequest;
import dev.agentworks.orchestrator.run.RunSettings;
import dev.agentworks.orchestrator.run.model.Run;
import dev.agentworks.orchestrator.run.model.StepFailure;
import dev.agentworks.orchestrator.run.model.StepRecord;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A run's journal in memory, each part of it read once. */
public final class RunHistory {

    private final Map<String, JsonNode> done = new HashMap<>();
    private final Map<String, StepRecord> begun = new HashMap<>();
    private final Map<JsonNode, Completion> completions = new IdentityHashMap<>();
    private final RunSettings settings;
    private final JsonMapper json;
    private @Nullable AgentSnapshot snapshot;

    public RunHistory(List<StepRecord> steps, RunSettings settings, JsonMapper json) {
        this.settings = settings;
        this.json = json;
        for (var step : steps) {
            if (step.done()) {
                done.put(step.path(), step.result());
            } else {
                begun.put(step.path(), step);
            }
        }
    }

    public Map<String, JsonNode> done() {
        return done;
    }

    public NextStep next() {
        return next(done);
    }

    public @Nullable StepRecord begun(String path) {
        return begun.get(path);
    }

    /** Why the step that the run stands at comes to nothing; none when nothing is wrong. */
    public @Nullable StepFailure failure() {
        return begun.values().stream()
                .map(StepRecord::failure)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    public void begin(StepRecord step) {
        begun.put(step.path(), step);
    }

    public void finish(String path, JsonNode result) {
        begun.remove(path);
        done.put(path, result);
    }

    /** Whether it was decided already that the run does not complete. */
    public boolean isAborting() {
        return done.containsKey(AbortPlan.PATH);
    }

    public AgentSnapshot snapshot() {
        if (snapshot == null) {
            snapshot =
                    json.treeToValue(
                            Objects.requireNonNull(done.get("config")), AgentSnapshot.class);
        }
        return snapshot;
    }

    public CompletionRequest request(Run run, NextStep.CallModel call) {
        return snapshot().request(run, call.conversation());
    }

    /** The model call that was begun and has no outcome yet. */
    public @Nullable OpenCall openCall() {
        if (begun.values().stream().noneMatch(step -> step.kind() == StepRecord.Kind.MODEL)) {
            return null;
        }
        var before = new HashMap<>(done);
        before.remove(AbortPlan.PATH);
        if (next(before) instanceof NextStep.CallModel call) {
            var step = begun.get(call.path());
            return step == null ? null : new OpenCall(step, call);
        }
        return null;
    }

    /** Whether a tool call was begun whose change may be held though nobody knows its outcome. */
    public boolean mayHold() {
        return done.containsKey("config")
                && snapshot().holds()
                && begun.values().stream().anyMatch(step -> step.kind() == StepRecord.Kind.TOOL);
    }

    private NextStep next(Map<String, JsonNode> steps) {
        return StepPlanner.next(steps, this::completion, settings.maxTurns(), maxCost());
    }

    /** In US dollars at the provider's price, for the whole run. */
    public BigDecimal maxCost() {
        var own = done.containsKey("config") ? snapshot().maxCost() : null;
        return own == null ? settings.maxCost() : own.min(settings.maxCost());
    }

    private Completion completion(JsonNode journaled) {
        return completions.computeIfAbsent(
                journaled, node -> json.treeToValue(node, Completion.class));
    }

    /** A call under way, as it was asked for. */
    public record OpenCall(StepRecord step, NextStep.CallModel call) {}
}
