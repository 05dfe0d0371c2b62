package dev.agentworks.orchestrator.intake;

import dev.agentworks.events.run.RunPoke;
import dev.agentworks.orchestrator.step.RunEngine;
import dev.agentworks.starter.messaging.Handling;
import dev.agentworks.starter.messaging.IncomingMessage;
import dev.agentworks.starter.messaging.MessageHandler;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Hears that a run may have work to do. The run's row is the truth, so no instance that is awake
 * ever refuses a wake-up.
 */
@Component
class RunWorkIntake implements MessageHandler {

    private final RunEngine engine;
    private final JsonMapper json;

    RunWorkIntake(RunEngine engine, JsonMapper json) {
        this.engine = engine;
        this.json = json;
    }

    @Override
    @SuppressWarnings("ConstantConditions")
    public Handling handle(IncomingMessage message) throws InterruptedException {
        RunPoke wakeUp;
        try {
            wakeUp = json.readValue(message.body(), RunPoke.class);
        } catch (JacksonException e) {
            return Handling.undeliverable("not a wake-up: " + e.getOriginalMessage());
        }
        if (wakeUp.runId() == null) {
            return Handling.undeliverable("a wake-up without runId");
        }
        if (!engine.isRunning()) {
            // the wake-up of a run that this instance gives back must reach another one
            return Handling.retryLater("this instance is ending");
        }
        if (message.deliveryAttempt() > 1) {
            // its first receiver did not answer: wait for the lease to run out
            engine.redelivered(wakeUp.runId());
        } else {
            engine.wakeUp(wakeUp.runId());
        }
        return Handling.done();
    }
}
