package dev.agentworks.router.budget;

import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What spends money: a card and a run of a project of a workspace.
 *
 * @param cardLimit what the card may cost as the caller says; none leaves the card's own budget
 * @param runLimit what the run may cost as the caller says
 */
public record Spender(
        UUID workspaceId,
        UUID projectId,
        @Nullable UUID cardId,
        @Nullable UUID runId,
        @Nullable BigDecimal cardLimit,
        @Nullable BigDecimal runLimit) {}
