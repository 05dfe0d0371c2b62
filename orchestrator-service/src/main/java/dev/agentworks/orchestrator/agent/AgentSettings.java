package dev.agentworks.orchestrator.agent;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.agentworks.events.Money;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a project changed about an agent; what is null stays as the agent defines it.
 *
 * @param budget US dollars, as charged, that one run may cost at most: the router makes no call
 *     that would exceed it
 * @param reissue whether a model call whose outcome is lost is made once more, and perhaps paid for
 *     twice
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AgentSettings(
        @Nullable @Pattern(regexp = "[a-z][a-z0-9-]{0,39}") String provider,
        @Nullable @Size(min = 1, max = 200) String model,
        @Nullable @DecimalMin("0") @DecimalMax("2") Double temperature,
        @Nullable @Min(1) @Max(200_000) Integer maxTokens,
        @Nullable @Size(max = 10_000) String promptAddition,
        @Nullable Boolean enabled,
        @Nullable
                @Money
                @DecimalMin(value = "0", inclusive = false)
                @DecimalMax("10000")
                @Digits(integer = 5, fraction = 12)
                BigDecimal budget,
        @Nullable Boolean reissue) {

    static final AgentSettings NONE =
            new AgentSettings(null, null, null, null, null, null, null, null);

    boolean isOff() {
        return Boolean.FALSE.equals(enabled);
    }

    boolean isNothing() {
        return equals(NONE);
    }

    AgentDefinition appliedTo(AgentDefinition agent) {
        return new AgentDefinition(
                agent.id(),
                agent.name(),
                agent.lanes(),
                or(provider, agent.provider()),
                or(model, agent.model()),
                temperature == null ? agent.temperature() : temperature,
                maxTokens == null ? agent.maxTokens() : maxTokens,
                agent.tools(),
                agent.leavesBehind(),
                agent.risk(),
                reissue == null ? agent.reissue() : reissue,
                promptAddition == null || promptAddition.isBlank()
                        ? agent.prompt()
                        : agent.prompt()
                                + "\n\n## What this project asks of you besides\n\n"
                                + promptAddition.strip());
    }

    private static String or(@Nullable String wanted, String otherwise) {
        return wanted == null ? otherwise : wanted;
    }
}
