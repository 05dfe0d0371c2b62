package dev.agentworks.router.rating;

import dev.agentworks.router.catalogue.Model;
import dev.agentworks.router.provider.model.ModelResponse;
import dev.agentworks.router.provider.model.Tokens;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

/**
 * A response that is to be rated.
 *
 * @param asked the model of the request, whose price was known when it was accepted
 * @param charged the tokens the customer pays: what was delivered of the response
 * @param byok the customer's own key paid the vendor
 * @param givenAway the vendor is known not to charge it
 * @param startedAt when the call began; its prices are those of this moment
 * @param spentBefore what earlier attempts of the same call cost us
 */
public record RatingRequest(
        Model asked,
        ModelResponse response,
        Tokens charged,
        boolean byok,
        boolean givenAway,
        Instant startedAt,
        UUID workspaceId,
        BigDecimal spentBefore) {}
