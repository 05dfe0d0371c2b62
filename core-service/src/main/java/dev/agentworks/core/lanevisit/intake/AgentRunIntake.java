package dev.agentworks.core.lanevisit.intake;

import dev.agentworks.core.feed.FeedEvent;
import dev.agentworks.core.feed.WorkspaceFeeds;
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
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Receives the events of agents' runs: for what core knows of runs, and for the live feed of their
 * workspace, which tells them in one order with what happens to cards.
 */
@Configuration(proxyBeanMethods = false)
class AgentRunIntake {

    private static final Duration ACK_WITHIN = Duration.ofSeconds(60);
    private static final int AT_ONCE = 4;

    private final CardRuns runs;
    private final WorkspaceFeeds feeds;
    private final TransactionTemplate transaction;
    private final JsonMapper json;

    AgentRunIntake(
            CardRuns runs, WorkspaceFeeds feeds, TransactionTemplate transaction, JsonMapper json) {
        this.runs = runs;
        this.feeds = feeds;
        this.transaction = transaction;
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
        // No inbox is needed: the event's sequence number and its id already make a second delivery
        // harmless.
        WorkspaceScope.call(
                new WorkspaceId(event.workspaceId()),
                () ->
                        transaction.execute(_ -> {
                            runs.note(event);
                            feeds.append(told(event, message));
                            return event;
                        }));
        return new Handling.Done();
    }

    private static FeedEvent told(AgentRunEvent event, IncomingMessage message) {
        return new FeedEvent(
                event.workspaceId(),
                event.eventId(),
                "run." + event.eventType().wireName(),
                message.body());
    }
}
