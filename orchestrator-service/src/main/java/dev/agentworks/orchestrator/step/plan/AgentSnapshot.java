package dev.agentworks.orchestrator.step.plan;

import dev.agentworks.orchestrator.client.CompletionRequest;
import dev.agentworks.orchestrator.client.CompletionRequest.Message;
import dev.agentworks.orchestrator.client.CompletionRequest.ToolOffer;
import dev.agentworks.orchestrator.prompt.ConversationTrimmer;
import dev.agentworks.orchestrator.run.model.Run;
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
 * @param maxCost US dollars, as charged, that the run may cost; none where the service's own limit
 *     is the only one
 * @param cardBudget the same for all runs of the card
 * @param reissue whether a call whose outcome is lost is made once more
 */
public record AgentSnapshot(
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
        @Nullable BigDecimal maxCost,
        @Nullable BigDecimal cardBudget,
        @Nullable Boolean reissue) {

    /** The model call with the conversation so far: the same whenever it is asked for. */
    public CompletionRequest request(Run run, List<Message> conversation) {
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
                tools,
                maxCost == null && cardBudget == null
                        ? null
                        : new CompletionRequest.Limits(maxCost, cardBudget));
    }

    /**
     * Whether a call whose outcome is lost may be made once more; it was so before it was asked.
     */
    public boolean mayReissue() {
        return reissue == null || reissue;
    }

    private List<Message> messages(List<Message> conversation) {
        var all = Stream.concat(Stream.of(Message.user(user)), conversation.stream()).toList();
        return budget == null ? all : ConversationTrimmer.trim(all, budget);
    }

    /** Whether a person approves what the run changes before it happens. */
    public boolean holds() {
        return "high".equals(risk);
    }

    /** The agent as people know it. */
    public String agent(String id) {
        return agentName == null ? id : agentName;
    }

    public List<String> toolNames() {
        return tools.stream().map(ToolOffer::name).toList();
    }
}
