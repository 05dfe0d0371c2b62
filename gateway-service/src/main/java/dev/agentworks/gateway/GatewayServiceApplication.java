package dev.agentworks.gateway;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the gateway; nothing else. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class GatewayServiceApplication {
    public static void main(String[] arguments) {
        SpringApplication.run(GatewayServiceApplication.class, arguments);
    }
}
