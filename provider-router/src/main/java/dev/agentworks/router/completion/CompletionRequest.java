package dev.agentworks.router.completion;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.agentworks.events.Money;
import dev.agentworks.router.execution.SpendingLimits;
import dev.agentworks.router.provider.model.Reasoning;
import dev.agentworks.router.provider.model.ToolCall;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a caller wants completed. */
public record CompletionRequest(
        @NotNull UUID workspaceId,
        @NotNull UUID projectId,
        @Nullable UUID cardId,
        @Nullable UUID runId,
        @Nullable @Pattern(regexp = "[A-Z][A-Z0-9_]{0,63}") String agentId,
        @NotBlank @Size(max = 64) String provider,
        @NotBlank @Pattern(regexp = "[A-Za-z0-9._:/-]{1,200}") String model,
        @Nullable @DecimalMin("0") @DecimalMax("2") BigDecimal temperature,
        @Nullable @Positive @Max(1_000_000) Integer maxTokens,
        @Nullable @Size(max = 1_000_000) String system,
        @NotEmpty @Size(max = 5_000) List<@NotNull @Valid WireMessage> messages,
        @Nullable @Size(max = 128) List<@NotNull @Valid WireTool> tools,
        @Nullable @Valid WireLimits limits,
        @Nullable @Valid CompletionOptions options) {

    /** What makes it another request: what it may cost does not. */
    CompletionRequest withoutLimits() {
        return new CompletionRequest(
                workspaceId,
                projectId,
                cardId,
                runId,
                agentId,
                provider,
                model,
                temperature,
                maxTokens,
                system,
                messages,
                tools,
                null,
                options);
    }

    /** What the run and the card may cost, all calls together, in US dollars. */
    record WireLimits(
            @Nullable
                    @Money
                    @DecimalMin("0")
                    @DecimalMax("1000000000")
                    @Digits(integer = 10, fraction = 12)
                    BigDecimal run,
            @Nullable
                    @Money
                    @DecimalMin("0")
                    @DecimalMax("1000000000")
                    @Digits(integer = 10, fraction = 12)
                    BigDecimal card) {
        SpendingLimits toLimits() {
            return new SpendingLimits(run, card);
        }
    }

    /** The role of a message. */
    enum Role {
        @JsonProperty("user")
        USER,
        @JsonProperty("assistant")
        ASSISTANT,
        @JsonProperty("tool")
        TOOL
    }

    /** A message of the conversation; what it must have depends on its role. */
    record WireMessage(
            @NotNull Role role,
            @Nullable @Size(max = 4_000_000) String content,
            @Nullable @Size(max = 128) List<@NotNull @Valid WireToolCall> toolCalls,
            @Nullable @Size(max = 200) String toolCallId,
            @Nullable Boolean isError,
            @Nullable @Size(max = 100) List<@NotNull @Valid WireImage> images,
            @Nullable @Size(max = 1_000) List<@NotNull @Valid WireThought> reasoning) {}

    /** A picture a user shows: an address, or the picture itself. */
    record WireImage(
            @NotNull @Pattern(regexp = "image/(png|jpeg|gif|webp)") String mediaType,
            @NotBlank @Size(max = 8_000_000) String data) {}

    /** What the model thought before, as it came. */
    record WireThought(
            @NotBlank @Size(max = 64) String format,
            @Nullable @Size(max = 4_000_000) String text,
            @Nullable @Size(max = 4_000_000) String data,
            @PositiveOrZero int afterText,
            @PositiveOrZero int afterCalls) {
        Reasoning toReasoning() {
            return new Reasoning(format, text, data, afterText, afterCalls);
        }
    }

    /** A call the model made before. */
    record WireToolCall(
            @NotBlank @Size(max = 200) String id,
            @NotBlank @Pattern(regexp = "[A-Za-z0-9_-]{1,64}") String name,
            @NotNull JsonNode arguments,
            @Nullable @Size(max = 200_000) String signature) {
        ToolCall toToolCall() {
            return new ToolCall(id, name, arguments, signature);
        }
    }

    /** A tool the model may call. */
    record WireTool(
            @NotBlank @Pattern(regexp = "[A-Za-z0-9_-]{1,64}") String name,
            @NotNull @Size(max = 10_000) String description,
            @NotNull JsonNode parameters) {}
}
