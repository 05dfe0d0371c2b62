package dev.agentworks.router.completion;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.agentworks.router.provider.model.ReasoningEffort;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a caller may ask for besides words. What is left out is the vendor's own choice; what a
 * model has no means for, such as a seed or a cache of its own, is left out of its request.
 */
public record CompletionOptions(
        @Nullable @DecimalMin("0") @DecimalMax("1") BigDecimal topP,
        @Nullable Integer seed,
        @Nullable @Size(max = 4) List<@NotEmpty @Size(max = 200) String> stop,
        @Nullable @Valid WireFormat responseFormat,
        @Nullable @Valid WireToolChoice toolChoice,
        @Nullable Boolean parallelToolCalls,
        @Nullable @Valid WireEffort reasoning,
        @Nullable @Pattern(regexp = "[a-z][a-z_-]{0,31}") String serviceTier,
        @Nullable @Valid WireCache cache,
        @Nullable @Size(min = 1, max = 200) String endUser) {

    /** What the text must be; a schema belongs to {@code json_schema}. */
    record WireFormat(
            @NotNull Form type,
            @Nullable @Pattern(regexp = "[A-Za-z0-9_-]{1,64}") String name,
            @Nullable JsonNode schema,
            @Nullable Boolean strict) {}

    /** Forms of a text. */
    enum Form {
        @JsonProperty("text")
        TEXT,
        @JsonProperty("json_object")
        JSON_OBJECT,
        @JsonProperty("json_schema")
        JSON_SCHEMA
    }

    /** Whether tools are called; a name belongs to {@code tool}. */
    record WireToolChoice(
            @NotNull Choosing type,
            @Nullable @Pattern(regexp = "[A-Za-z0-9_-]{1,64}") String name) {}

    /** How tools are chosen. */
    enum Choosing {
        @JsonProperty("auto")
        AUTO,
        @JsonProperty("any")
        ANY,
        @JsonProperty("none")
        NONE,
        @JsonProperty("tool")
        TOOL
    }

    /** How much to think: a word, or so many tokens at most. */
    record WireEffort(
            @Nullable ReasoningEffort effort, @Nullable @Min(0) @Max(1_000_000) Integer tokens) {}

    /** What the vendor's prompt cache may keep, and how long. */
    record WireCache(
            @Nullable @Size(min = 1, max = 64) String key,
            @Nullable Set<@NotNull CachePoint> points,
            @Nullable Lifetime lifetime) {}

    /** Where a reusable beginning ends. */
    enum CachePoint {
        @JsonProperty("tools")
        TOOLS,
        @JsonProperty("system")
        SYSTEM,
        @JsonProperty("conversation")
        CONVERSATION
    }

    /** How long it is kept. */
    enum Lifetime {
        @JsonProperty("5m")
        MINUTES_5,
        @JsonProperty("1h")
        HOUR_1
    }
}
