package dev.agentworks.billing;

import dev.agentworks.starter.test.DevelopmentServers;
import org.springframework.boot.SpringApplication;

/** Starts the billing service from an IDE, with the servers it needs. */
final class TestBillingApplication {
    private TestBillingApplication() {}

    public static void main(String[] arguments) {
        SpringApplication.from(BillingServiceApplication::main)
                .run(DevelopmentServers.start("billing", 8085, arguments));
    }
}
