package dev.agentworks.core.lanevisit.web;

import dev.agentworks.core.card.CardId;
import dev.agentworks.core.lanevisit.LaneVisits;
import dev.agentworks.core.lanevisit.LaneVisits.Settled;
import dev.agentworks.core.workspace.WorkspaceId;
import dev.agentworks.core.workspace.WorkspaceScope;
import dev.agentworks.starter.servicetoken.RequiresScope;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Takes from the orchestrator that a card's visit of a lane is over. */
@RestController
@RequiresScope("core:effects")
class LaneVisitController {

    private final LaneVisits visits;

    LaneVisitController(LaneVisits visits) {
        this.visits = visits;
    }

    record SettledRequest(@NotNull @Positive Integer laneVisit, @NotNull Boolean completed) {}

    @PostMapping("/internal/workspaces/{workspace}/cards/{card}/settled")
    Settled settled(
            @PathVariable WorkspaceId workspace,
            @PathVariable CardId card,
            @RequestBody @Valid SettledRequest request) {
        return WorkspaceScope.call(
                workspace, () -> visits.settle(card, request.laneVisit(), request.completed()));
    }
}
