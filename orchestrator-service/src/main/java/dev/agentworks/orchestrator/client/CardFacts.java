package dev.agentworks.orchestrator.client;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A card as core describes it; a summary leaves out description and criteria. */
public record CardFacts(
        UUID id,
        String key,
        @Nullable UUID workspaceId,
        @Nullable UUID projectId,
        int lane,
        String type,
        String title,
        @Nullable String description,
        List<Object> acceptanceCriteria,
        List<String> labels,
        @Nullable String priority,
        @Nullable String status,
        @Nullable Object estimate,
        long version,
        @Nullable Criterion exitCriterion) {

    public CardFacts {
        acceptanceCriteria =
                acceptanceCriteria == null ? List.of() : List.copyOf(acceptanceCriteria);
        labels = labels == null ? List.of() : List.copyOf(labels);
    }

    /** What must hold before the card may leave its lane, and what is missing for that. */
    public record Criterion(@Nullable String key, boolean met, List<String> missing) {
        public Criterion {
            missing = missing == null ? List.of() : List.copyOf(missing);
        }
    }
}
