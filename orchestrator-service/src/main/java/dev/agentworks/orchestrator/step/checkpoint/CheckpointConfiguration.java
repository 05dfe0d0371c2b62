package dev.agentworks.orchestrator.step.checkpoint;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Chooses what happens at checkpoints. */
@Configuration(proxyBeanMethods = false)
class CheckpointConfiguration {

    /**
     * @param haltAt a point and which of its passings, such as {@code MODEL_SPEAKS:3}: the process
     *     ends there as if it were killed. For fault tests; usually empty.
     */
    @Bean
    Checkpoints checkpoints(@Value("${agentworks.runs.halt-at:}") String haltAt) {
        return haltAt.isBlank() ? _ -> {} : HaltingCheckpoints.at(haltAt);
    }
}
