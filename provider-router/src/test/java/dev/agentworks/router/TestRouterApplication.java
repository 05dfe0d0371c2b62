package dev.agentworks.router;

import dev.agentworks.starter.test.DevelopmentServers;
import org.springframework.boot.SpringApplication;

/** Starts the router service from an IDE, with the servers it needs. */
final class TestRouterApplication {
    private TestRouterApplication() {}

    public static void main(String[] arguments) {
        SpringApplication.from(RouterApplication::main)
                .run(DevelopmentServers.start("router", 8083, arguments));
    }
}
