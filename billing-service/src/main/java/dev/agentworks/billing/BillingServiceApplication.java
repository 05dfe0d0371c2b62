package dev.agentworks.billing;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the service; nothing else. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class BillingServiceApplication {
    public static void main(String[] arguments) {
        SpringApplication.run(BillingServiceApplication.class, arguments);
    }
}
