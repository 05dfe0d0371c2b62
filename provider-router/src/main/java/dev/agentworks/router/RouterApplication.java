package dev.agentworks.router;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Starts the router. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableScheduling
public class RouterApplication {
    public static void main(String[] arguments) {
        SpringApplication.run(RouterApplication.class, arguments);
    }
}
