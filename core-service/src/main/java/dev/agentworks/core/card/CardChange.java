package dev.agentworks.core.card;

import dev.agentworks.starter.web.PatchField;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A command to change a card; what is null stays, and what is given as nothing is cleared.
 *
 * @param reason why, kept in the history
 */
public record CardChange(
        @Nullable String title,
        @Nullable String description,
        @Nullable List<String> acceptanceCriteria,
        @Nullable List<String> labels,
        @Nullable CardType type,
        @Nullable Priority priority,
        @Nullable CardStatus status,
        @Nullable PatchField<UUID> assigneeId,
        @Nullable PatchField<BigDecimal> estimate,
        @Nullable PatchField<LocalDate> dueDate,
        @Nullable PatchField<UUID> parentId,
        @Nullable String reason) {}
