package dev.agentworks.orchestrator;

import dev.agentworks.starter.test.DevelopmentServers;
import org.springframework.boot.SpringApplication;

/** Starts the orchestrator service from an IDE, with the servers it needs. */
final class TestOrchestratorApplication {
    private TestOrchestratorApplication() {}

    public static void main(String[] arguments) {
        SpringApplication.from(OrchestratorApplication::main)
                .run(DevelopmentServers.start("orchestrator", 8082, arguments));
    }
}
