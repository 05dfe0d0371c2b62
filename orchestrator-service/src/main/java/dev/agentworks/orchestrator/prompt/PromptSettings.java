package dev.agentworks.orchestrator.prompt;

import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much a model is given to read.
 *
 * @param window tokens of a model that is not named in {@code windows}
 * @param windows tokens by a model's name or its beginning
 * @param most tokens of one call at most, however large the window: they are paid for at every turn
 * @param share of what is left after instructions and answer that the first message may take, in
 *     percent; the rest is for the conversation
 */
@ConfigurationProperties("agentworks.prompt")
public record PromptSettings(
        @DefaultValue("32000") int window,
        @DefaultValue Map<String, Integer> windows,
        @DefaultValue("120000") int most,
        @DefaultValue("50") int share) {}
