package dev.agentworks.core.board.web;

import dev.agentworks.core.board.LaneRule.WipPolicy;
import dev.agentworks.core.board.LaneWish;
import dev.agentworks.core.board.WorkflowView;
import dev.agentworks.core.board.Workflows;
import dev.agentworks.core.workspace.Acting;
import dev.agentworks.starter.servicetoken.Caller;
import dev.agentworks.starter.servicetoken.RequiresScope;
import dev.agentworks.starter.web.ETags;
import dev.agentworks.starter.web.PatchField;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The rules of a project's lanes. */
@RestController
@RequestMapping("/api/projects/{project}/workflow")
@RequiresScope("core:public")
class WorkflowController {

    private final Workflows workflows;

    WorkflowController(Workflows workflows) {
        this.workflows = workflows;
    }

    record Items(List<WorkflowView.Made> items) {}

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

        LaneWish toWish() {
            return new LaneWish(
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
            Caller caller,
            @PathVariable UUID project,
            @RequestParam(required = false) @Nullable Integer version) {
        return tagged(Acting.as(caller, _ -> workflows.require(project, version)));
    }

    @GetMapping("/versions")
    Items versions(Caller caller, @PathVariable UUID project) {
        return new Items(Acting.as(caller, _ -> workflows.versions(project)));
    }

    @PutMapping
    ResponseEntity<WorkflowView> change(
            Caller caller,
            @PathVariable UUID project,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody @Valid WorkflowRequest request) {
        var expected = ETags.version(ifMatch);
        var wishes = request.lanes().stream().map(LaneRequest::toWish).toList();
        return tagged(
                Acting.deciding(
                        caller, person -> workflows.change(project, wishes, expected, person)));
    }

    private static ResponseEntity<WorkflowView> tagged(WorkflowView workflow) {
        return ResponseEntity.ok().eTag(ETags.of(workflow.version())).body(workflow);
    }
}
