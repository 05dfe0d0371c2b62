package dev.agentworks.monitor;

import dev.agentworks.starter.test.DevelopmentServers;
import org.springframework.boot.SpringApplication;

/** Starts the monitor service from an IDE, with the servers it needs. */
final class TestMonitorApplication {
    private TestMonitorApplication() {}

    public static void main(String[] arguments) {
        SpringApplication.from(ExecutionMonitorApplication::main)
                .run(DevelopmentServers.start("monitor", 8084, arguments));
    }
}
