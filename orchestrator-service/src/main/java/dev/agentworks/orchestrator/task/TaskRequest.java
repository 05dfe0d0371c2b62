package dev.agentworks.orchestrator.task;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A task as a program asks for it.
 *
 * @param timeout in seconds, from its acceptance
 * @param workspaceId may be left out by a user of one workspace only
 * @param projectId whose documents and cards the tools may read
 */
public record TaskRequest(
        @NotBlank @Size(max = 60) String agent,
        @NotBlank @Size(max = 10_000) String input,
        @Nullable @Size(max = 5_000) String instructions,
        @Size(max = 10) List<@NotBlank @Size(max = 60) String> tools,
        @Nullable JsonNode metadata,
        @Nullable Priority priority,
        @Nullable @Min(1) @Max(300) Integer timeout,
        @Nullable Boolean cache,
        @Nullable UUID workspaceId,
        @Nullable UUID projectId) {

    private static final int USUAL_TIMEOUT = 30;

    public TaskRequest {
        tools = tools == null ? List.of() : tools.stream().distinct().sorted().toList();
    }

    Duration within() {
        return Duration.ofSeconds(timeout == null ? USUAL_TIMEOUT : timeout);
    }

    int rank() {
        return (priority == null ? Priority.NORMAL : priority).rank;
    }

    boolean mayBeCached() {
        return Boolean.TRUE.equals(cache);
    }

    /** Runs of cards stand in the middle. */
    public enum Priority {
        @JsonProperty("low")
        LOW(-10),
        @JsonProperty("medium")
        MEDIUM(0),
        @JsonProperty("normal")
        NORMAL(0),
        @JsonProperty("high")
        HIGH(10),
        @JsonProperty("urgent")
        URGENT(20);

        private final int rank;

        Priority(int rank) {
            this.rank = rank;
        }
    }

    public record Batch(
            @NotNull @NotEmpty @Size(max = 100) List<@NotNull @Valid TaskRequest> tasks) {}
}
