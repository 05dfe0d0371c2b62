package dev.agentworks.events.usage;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.agentworks.events.Moment;
import dev.agentworks.events.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One call of a model, rated. {@code eventId} is the call's idempotency key: the same call is the
 * same event however often it is told.
 *
 * @param cost what the provider charges, in US dollars
 * @param price what the customer pays, in US dollars
 * @param byok the customer's own key paid for it
 * @param estimated true when tokens or rates were guessed, because nobody told them; else absent
 * @param apiKeyId with which of the workspace's API keys the call came, when it came with one
 * @param lane the number of the lane in which the call's card stood
 * @param laneVisit which of the card's entries into lanes the call belongs to, from 1
 * @param personId who set the run off, or whose key it was
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UsageEvent(
        String eventId,
        UUID workspaceId,
        UUID projectId,
        @Nullable UUID cardId,
        @Nullable UUID runId,
        @Nullable String agentId,
        String provider,
        String model,
        UsageKind kind,
        TokenUsage usage,
        @Money BigDecimal cost,
        @Money BigDecimal price,
        @Money BigDecimal markup,
        String priceVersion,
        boolean byok,
        UsageOutcome outcome,
        @Moment Instant timestamp,
        @Nullable Boolean estimated,
        @Nullable UUID apiKeyId,
        @Nullable Integer lane,
        @Nullable Integer laneVisit,
        @Nullable UUID personId) {
    /** Of figures that nobody guessed. */
    public UsageEvent(
            String eventId,
            UUID workspaceId,
            UUID projectId,
            @Nullable UUID cardId,
            @Nullable UUID runId,
            @Nullable String agentId,
            String provider,
            String model,
            UsageKind kind,
            TokenUsage usage,
            BigDecimal cost,
            BigDecimal price,
            BigDecimal markup,
            String priceVersion,
            boolean byok,
            UsageOutcome outcome,
            Instant timestamp) {
        this(
                eventId,
                workspaceId,
                projectId,
                cardId,
                runId,
                agentId,
                provider,
                model,
                kind,
                usage,
                cost,
                price,
                markup,
                priceVersion,
                byok,
                outcome,
                timestamp,
                null,
                null);
    }

    /** Of a call that is not known to belong to a lane or a person. */
    public UsageEvent(
            String eventId,
            UUID workspaceId,
            UUID projectId,
            @Nullable UUID cardId,
            @Nullable UUID runId,
            @Nullable String agentId,
            String provider,
            String model,
            UsageKind kind,
            TokenUsage usage,
            BigDecimal cost,
            BigDecimal price,
            BigDecimal markup,
            String priceVersion,
            boolean byok,
            UsageOutcome outcome,
            Instant timestamp,
            @Nullable Boolean estimated,
            @Nullable UUID apiKeyId) {
        this(
                eventId,
                workspaceId,
                projectId,
                cardId,
                runId,
                agentId,
                provider,
                model,
                kind,
                usage,
                cost,
                price,
                markup,
                priceVersion,
                byok,
                outcome,
                timestamp,
                estimated,
                apiKeyId,
                null,
                null,
                null);
    }
}
