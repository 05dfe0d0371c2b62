package dev.agentworks.core;

import dev.agentworks.starter.test.DevelopmentServers;
import org.springframework.boot.SpringApplication;

/** Starts the core service from an IDE, with the servers it needs. */
final class TestCoreApplication {
    private TestCoreApplication() {}

    public static void main(String[] arguments) {
        SpringApplication.from(CoreServiceApplication::main)
                .run(DevelopmentServers.start("core", 8081, arguments));
    }
}
