package dev.agentworks.core.agentchange.web;

import dev.agentworks.core.agentchange.Effect;
import dev.agentworks.core.agentchange.EffectResult;
import dev.agentworks.core.agentchange.HeldChanges;
import dev.agentworks.core.identity.UserId;
import dev.agentworks.core.workspace.WorkspaceId;
import dev.agentworks.core.workspace.WorkspaceScope;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.servicetoken.RequiresScope;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Takes what runs of high risk want changed, and what was decided about it. */
@RestController
@RequestMapping("/internal/workspaces/{workspace}/runs/{run}/held-changes")
@RequiresScope("core:effects")
class HeldChangeController {

    private final HeldChanges changes;

    HeldChangeController(HeldChanges changes) {
        this.changes = changes;
    }

    record Release(@NotNull UserId approvedBy) {}

    record Released(int changes) {}

    @PostMapping("/{key}")
    EffectResult hold(
            @PathVariable WorkspaceId workspace,
            @PathVariable UUID run,
            @PathVariable String key,
            @RequestBody @Valid Effect effect) {
        if (!run.equals(effect.runId())) {
            throw new ProblemException(
                            CommonError.INVALID_REQUEST, "The effect is one of another run.")
                    .invalid("/runId", "must be the run of the path");
        }
        return WorkspaceScope.call(workspace, () -> changes.hold(workspace, run, key, effect));
    }

    /** Answers 204 when all of it could happen now. */
    @PostMapping("/check")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void check(@PathVariable WorkspaceId workspace, @PathVariable UUID run) {
        WorkspaceScope.call(
                workspace,
                () -> {
                    changes.check(run);
                    return run;
                });
    }

    @PostMapping("/release")
    Released release(
            @PathVariable WorkspaceId workspace,
            @PathVariable UUID run,
            @RequestBody @Valid Release release) {
        return WorkspaceScope.call(
                workspace,
                () -> new Released(changes.release(workspace, run, release.approvedBy())));
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void drop(@PathVariable WorkspaceId workspace, @PathVariable UUID run) {
        WorkspaceScope.call(
                workspace,
                () -> {
                    changes.drop(run);
                    return run;
                });
    }
}
