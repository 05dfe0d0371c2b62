package dev.agentworks.core.effect.web;

import dev.agentworks.core.card.Stays;
import dev.agentworks.core.card.Stays.Settled;
import dev.agentworks.core.workspace.Acting;
import dev.agentworks.starter.servicetoken.RequiresScope;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.util.UUID;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Hears from the orchestrator that a stay of a card is over. */
@RestController
@RequiresScope("core:effects")
class SettledController {

    private final Stays stays;

    SettledController(Stays stays) {
        this.stays = stays;
    }

    record SettledRequest(@NotNull @Positive Integer laneVisit, @NotNull Boolean completed) {}

    @PostMapping("/internal/workspaces/{workspace}/cards/{card}/settled")
    Settled settled(
            @PathVariable UUID workspace,
            @PathVariable UUID card,
            @RequestBody @Valid SettledRequest request) {
        return Acting.within(
                workspace, () -> stays.settled(card, request.laneVisit(), request.completed()));
    }
}
