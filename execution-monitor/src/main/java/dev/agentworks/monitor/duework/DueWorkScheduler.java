package dev.agentworks.monitor.duework;

import dev.agentworks.events.MessageAttributes;
import dev.agentworks.events.Topics;
import dev.agentworks.events.run.RunPoke;
import dev.agentworks.starter.identifier.Uuids;
import dev.agentworks.starter.messaging.MessagePublisher;
import dev.agentworks.starter.outbox.OutgoingMessage;
import java.util.Objects;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Publishes a {@code run-work} message for every run that is due, which wakes the orchestrator. A
 * duplicate changes nothing, and a lost message is repeated by the next pass.
 */
@Component
class DueWorkScheduler {

    private static final Logger log = LoggerFactory.getLogger(DueWorkScheduler.class);

    /** Names no run: the message only wakes an instance. */
    private static final UUID NO_RUN = new UUID(0, 0);

    private final DueWork work;
    private final MessagePublisher publisher;
    private final JsonMapper json;

    DueWorkScheduler(DueWork work, MessagePublisher publisher, JsonMapper json) {
        this.work = work;
        this.publisher = publisher;
        this.json = json;
    }

    @Scheduled(fixedDelayString = "${agentworks.due-work.period:5s}")
    void publishDueRuns() {
        try {
            work.find().forEach(this::publish);
        } catch (DataAccessException e) {
            // due work stays due, the next pass finds it again
            log.warn("Due work could not be read", e);
        }
    }

    private void publish(DueWork.Due due) {
        var run = Objects.requireNonNullElse(due.run(), NO_RUN);
        publisher
                .publish(
                        new OutgoingMessage(
                                Uuids.v7().toString(),
                                Topics.RUN_WORK,
                                null,
                                MessageAttributes.of(
                                        "poke",
                                        Objects.requireNonNullElse(due.workspace(), NO_RUN)),
                                json.writeValueAsString(new RunPoke(run))))
                .whenComplete((_, failure) -> {
                    if (failure != null) {
                        log.warn("The wake-up for run {} could not be published", run, failure);
                    }
                });
    }
}
