package dev.agentworks.core.board.web;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.agentworks.core.board.ChangeLane;
import dev.agentworks.core.board.LaneRule.WipPolicy;
import dev.agentworks.core.board.WorkflowView;
import dev.agentworks.core.board.Workflows;
import dev.agentworks.core.identity.UserId;
import dev.agentworks.core.project.ProjectId;
import dev.agentworks.starter.servicetoken.RequiresScope;
import dev.agentworks.starter.web.CurrentUser;
import dev.agentworks.starter.web.ETags;
import dev.agentworks.starter.web.IfMatch;
import dev.agentworks.starter.web.PatchField;
import dev.agentworks.starter.web.RunAsCurrentUser;
import dev.agentworks.starter.web.SignedInOnly;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The rules of a project's lanes. */
@RestController
@RequestMapping("/api/projects/{project}/workflow")
@RequiresScope("core:public")
@RunAsCurrentUser
class WorkflowController {

    private final Workflows workflows;

    WorkflowController(Workflows workflows) {
        this.workflows = workflows;
    }

    record Items(List<WorkflowView.Made> items) {}

    /** A workflow may be sent back as it was read; what is not a rule is passed over. */
    @JsonIgnoreProperties({"projectId", "version", "updatedAt", "updatedBy"})
    record WorkflowRequest(@NotEmpty @Size(max = 100) List<@NotNull @Valid LaneRequest> lanes) {}

    record LaneRequest(
            @NotNull Integer number,
            @Nullable String key,
            @Nullable String name,
            @Nullable List<@NotNull String> onEntry,
            @Nullable List<@NotNull String> parallel,
            @Nullable List<@NotNull String> manual,
            @Nullable PatchField<Integer> wipLimit,
            @Nullable WipPolicy wipPolicy,
            @Nullable String exitCriterion,
            @Nullable Boolean autoAdvance,
            @Nullable Boolean requireApproval) {

        ChangeLane toCommand() {
            return new ChangeLane(
                    number,
                    key,
                    name,
                    onEntry,
                    parallel,
                    manual,
                    wipLimit,
                    wipPolicy,
                    exitCriterion,
                    autoAdvance,
                    requireApproval);
        }
    }

    @GetMapping
    ResponseEntity<WorkflowView> one(
            @PathVariable ProjectId project,
            @RequestParam(required = false) @Nullable Integer version) {
        return tagged(workflows.require(project, version));
    }

    @GetMapping("/versions")
    Items versions(@PathVariable ProjectId project) {
        return new Items(workflows.versions(project));
    }

    @PutMapping
    @SignedInOnly
    ResponseEntity<WorkflowView> change(
            @CurrentUser UserId user,
            @PathVariable ProjectId project,
            @IfMatch @Nullable Long expectedVersion,
            @RequestBody @Valid WorkflowRequest request) {
        var changes = request.lanes().stream().map(LaneRequest::toCommand).toList();
        return tagged(workflows.change(project, changes, expectedVersion, user));
    }

    private static ResponseEntity<WorkflowView> tagged(WorkflowView workflow) {
        return ResponseEntity.ok().eTag(ETags.of(workflow.version())).body(workflow);
    }
}
