package dev.agentworks.monitor.waker;

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
 * Pokes the orchestrator for every run that is due. A poke is a hint, so one too many harms nothing
 * and a lost one is made good by the next look.
 */
@Component
class Waker {

    private static final Logger log = LoggerFactory.getLogger(Waker.class);

    /** Names no run: it only asks for an instance that is awake. */
    private static final UUID NOBODY = new UUID(0, 0);

    private final DueWork work;
    private final MessagePublisher publisher;
    private final JsonMapper json;

    Waker(DueWork work, MessagePublisher publisher, JsonMapper json) {
        this.work = work;
        this.publisher = publisher;
        this.json = json;
    }

    @Scheduled(fixedDelayString = "${agentworks.waker.period:5s}")
    void look() {
        try {
            work.look().forEach(this::poke);
        } catch (DataAccessException e) {
            // what is due stays due, the next look finds it again
            log.warn("Due work could not be looked for", e);
        }
    }

    private void poke(DueWork.Due due) {
        var run = Objects.requireNonNullElse(due.run(), NOBODY);
        publisher
                .publish(
                        new OutgoingMessage(
                                Uuids.v7().toString(),
                                Topics.RUN_WORK,
                                null,
                                MessageAttributes.of(
                                        "poke",
                                        Objects.requireNonNullElse(due.workspace(), NOBODY)),
                                json.writeValueAsString(new RunPoke(run))))
                .whenComplete((_, failure) -> {
                    if (failure != null) {
                        log.warn("A poke for run {} did not leave", run, failure);
                    }
                });
    }
}
