package dev.agentworks.core.lanevisit.intake;

import dev.agentworks.core.lanevisit.CardRuns;
import dev.agentworks.core.workspace.WorkspaceId;
import dev.agentworks.core.workspace.WorkspaceScope;
import dev.agentworks.events.Topics;
import dev.agentworks.events.run.AgentRunEvent;
import dev.agentworks.starter.messaging.Handling;
import dev.agentworks.starter.messaging.InboundSubscription;
import dev.agentworks.starter.messaging.IncomingMessage;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Receives the events of agents' runs. */
@Configuration(proxyBeanMethods = false)
class AgentRunIntake {

    private static final Duration ACK_WITHIN = Duration.ofSeconds(60);
    private static final int AT_ONCE = 4;

    private final CardRuns runs;
    private final JsonMapper json;

    AgentRunIntake(CardRuns runs, JsonMapper json) {
        this.runs = runs;
        this.json = json;
    }

    @Bean
    InboundSubscription agentRuns() {
        return new InboundSubscription(
                "core.agent-runs",
                Topics.AGENT_RUNS,
                true,
                null,
                ACK_WITHIN,
                AT_ONCE,
                this::handle);
    }

    private Handling handle(IncomingMessage message) {
        AgentRunEvent event;
        try {
            event = json.readValue(message.body(), AgentRunEvent.class);
        } catch (JacksonException failure) {
            return new Handling.Undeliverable(
                    "not an AgentRunEvent: " + failure.getOriginalMessage());
        }
        // No inbox is needed: the event's sequence number already makes a second delivery harmless.
        WorkspaceScope.call(
                new WorkspaceId(event.workspaceId()),
                () -> {
                    runs.note(event);
                    return event;
                });
        return new Handling.Done();
    }
}
