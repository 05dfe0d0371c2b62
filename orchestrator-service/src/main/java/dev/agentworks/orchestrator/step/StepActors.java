package dev.agentworks.orchestrator.step;

import dev.agentworks.orchestrator.client.Completion;
import dev.agentworks.orchestrator.run.Run;
import dev.agentworks.orchestrator.run.StepKeys;
import dev.agentworks.orchestrator.run.StepRecord;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Who acts on which kind of step, and how journaled results are read back. */
@Component
class StepActors {

    private final ContextStep context;
    private final ModelStep model;
    private final ToolStep tool;
    private final CompleteStep complete;
    private final Checkpoints checkpoints;
    private final JsonMapper json;
    private final Clock clock;

    StepActors(
            ContextStep context,
            ModelStep model,
            ToolStep tool,
            CompleteStep complete,
            Checkpoints checkpoints,
            JsonMapper json,
            Clock clock) {
        this.context = context;
        this.model = model;
        this.tool = tool;
        this.complete = complete;
        this.checkpoints = checkpoints;
        this.json = json;
        this.clock = clock;
    }

    ContextStep context() {
        return context;
    }

    ModelStep model() {
        return model;
    }

    ToolStep tool() {
        return tool;
    }

    CompleteStep complete() {
        return complete;
    }

    Instant now() {
        return clock.instant();
    }

    void recorded() {
        checkpoints.reached(Checkpoints.Point.STEP_RECORDED);
    }

    Completion completion(JsonNode journaled) {
        return json.treeToValue(journaled, Completion.class);
    }

    Snapshot snapshot(Map<String, JsonNode> done) {
        return json.treeToValue(Objects.requireNonNull(done.get("config")), Snapshot.class);
    }

    /** A step this holder has just begun. */
    StepRecord fresh(Run run, Next next) {
        return new StepRecord(
                next.path(),
                next.kind(),
                false,
                0,
                0,
                StepKeys.of(run.id(), next.kind(), next.path(), 0),
                json.createObjectNode(),
                false);
    }
}
