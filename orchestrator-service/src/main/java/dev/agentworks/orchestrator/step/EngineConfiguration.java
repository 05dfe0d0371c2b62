package dev.agentworks.orchestrator.step;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The engine's parts that have no class of their own. */
@Configuration(proxyBeanMethods = false)
class EngineConfiguration {

    @Bean
    Checkpoints checkpoints() {
        return _ -> {};
    }
}
