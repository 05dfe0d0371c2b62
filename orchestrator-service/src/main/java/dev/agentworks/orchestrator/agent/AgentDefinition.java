package dev.agentworks.orchestrator.agent;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An agent as its file, or the project that added it, describes it.
 *
 * @param the tools it needs
 * @param leavesBehind what must exist when it completes, such as {@code document:PRD} or {@code
 *     card:FEATURE}
 * @param reissue whether a model call whose outcome is lost for good is made once more under a new
 *     key; it may then be paid for twice
 * @param prompt the system prompt
 */
public record AgentDefinition(
        String id,
        String name,
        List<Integer> lanes,
        String provider,
        String model,
        @Nullable Double temperature,
        @Nullable Integer maxTokens,
        List<String> tools,
        List<String> leavesBehind,
        String risk,
        boolean reissue,
        String prompt) {

    static final String ID = "[A-Z][A-Z0-9_]{1,39}";

    public AgentDefinition {
        if (!id.matches(ID)) {
            throw new IllegalArgumentException("an agent's id looks like CEO_COPILOT, was " + id);
        }
        lanes = List.copyOf(lanes);
        tools = List.copyOf(tools);
        leavesBehind = List.copyOf(leavesBehind);
    }
}
