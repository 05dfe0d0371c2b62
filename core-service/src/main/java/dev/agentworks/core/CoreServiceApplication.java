package dev.agentworks.core;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the service. */
@SpringBootApplication
public class CoreServiceApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(CoreServiceApplication.class, arguments);
    }
}
