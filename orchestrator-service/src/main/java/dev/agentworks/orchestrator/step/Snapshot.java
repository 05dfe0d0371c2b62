package dev.agentworks.orchestrator.step;

import dev.agentworks.orchestrator.client.CompletionRequest.ToolOffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an agent works with, frozen when its run starts: changes of the card or the agent do not
 * reach a run under way.
 *
 * @param present what the card has already of the kinds an agent may have to leave behind
 * @param budget tokens the messages may take together; none in runs that began before there was one
 */
record Snapshot(
        String provider,
        String model,
        @Nullable Double temperature,
        @Nullable Integer maxTokens,
        String system,
        String user,
        List<ToolOffer> tools,
        List<String> leavesBehind,
        List<String> present,
        @Nullable Integer budget) {

    List<String> toolNames() {
        return tools.stream().map(ToolOffer::name).toList();
    }
}
