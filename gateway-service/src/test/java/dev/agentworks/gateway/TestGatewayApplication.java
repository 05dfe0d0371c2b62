package dev.agentworks.gateway;

import dev.agentworks.starter.test.DevelopmentServers;
import org.springframework.boot.SpringApplication;

/** Starts the gateway service from an IDE, with the servers it needs. */
final class TestGatewayApplication {
    private TestGatewayApplication() {}

    public static void main(String[] arguments) {
        SpringApplication.from(GatewayServiceApplication::main)
                .run(DevelopmentServers.start("gateway", 8080, arguments));
    }
}
