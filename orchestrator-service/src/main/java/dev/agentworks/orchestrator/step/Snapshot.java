package dev.agentworks.orchestrator.step;

import dev.agentworks.orchestrator.client.CompletionRequest;
import dev.agentworks.orchestrator.client.CompletionRequest.Message;
import dev.agentworks.orchestrator.client.CompletionRequest.ToolOffer;
import dev.agentworks.orchestrator.prompt.Conversations;
import dev.agentworks.orchestrator.run.Run;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an agent works with, frozen when its run starts: changes of the card or the agent do not
 * reach a run under way.
 *
 * @param present what the card has already of the kinds an agent may have to leave behind
 * @param budget tokens the messages may take together; none in runs that began before there was one
 * @param agentName as people know it
 * @param risk {@code high} waits for a person before its effects happen
 * @param cardStatus the card's when the run started: given back when the run does not complete
 * @param maxCost US dollars at the provider's price; none where the service's own limit is the only
 *     one
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
        @Nullable Integer budget,
        @Nullable String agentName,
        @Nullable String risk,
        @Nullable String cardStatus,
        @Nullable BigDecimal maxCost) {

    /** The model call with the conversation so far: the same whenever it is asked for. */
    CompletionRequest request(Run run, List<Message> conversation) {
        return new CompletionRequest(
                run.workspaceId(),
                run.projectId(),
                run.isTask() ? null : run.cardId(),
                run.id(),
                run.agentId(),
                provider,
                model,
                temperature,
                maxTokens,
                system,
                messages(conversation),
                tools);
    }

    private List<Message> messages(List<Message> conversation) {
        var all = Stream.concat(Stream.of(Message.user(user)), conversation.stream()).toList();
        return budget == null ? all : Conversations.fitted(all, budget);
    }

    /** The agent as people know it. */
    String agent(String id) {
        return agentName == null ? id : agentName;
    }

    List<String> toolNames() {
        return tools.stream().map(ToolOffer::name).toList();
    }
}
