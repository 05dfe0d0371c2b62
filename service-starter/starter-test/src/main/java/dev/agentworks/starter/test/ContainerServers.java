package dev.agentworks.starter.test;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/** Containers of the official images. */
final class ContainerServers implements Servers {
    private static final String PASSWORD = "test";
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private @Nullable Address postgres;
    private @Nullable Address redis;

    @Override
    public synchronized Address postgres() {
        var running = postgres;
        if (running == null) {
            running =
                    start(
                            new GenericContainer<>("postgres:15")
                                    .withEnv("POSTGRES_PASSWORD", PASSWORD)
                                    .withCommand(
                                            "postgres",
                                            "-c",
                                            "fsync=off",
                                            "-c",
                                            "synchronous_commit=off",
                                            "-c",
                                            "full_page_writes=off",
                                            "-c",
                                            "max_connections=300"),
                            5432);
            postgres = running;
        }
        return running;
    }

    @Override
    public synchronized Address redis() {
        var running = redis;
        if (running == null) {
            running =
                    start(
                            new GenericContainer<>("redis:7")
                                    .withCommand("redis-server", "--save", ""),
                            6379);
            redis = running;
        }
        return running;
    }

    // ended with the JVM: by Testcontainers' own reaper, or else by the hook
    private static Address start(GenericContainer<?> container, int port) {
        container
                .withExposedPorts(port)
                .waitingFor(Wait.forListeningPort().withStartupTimeout(PATIENCE))
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(container::stop));
        return new Address(container.getHost(), container.getMappedPort(port), PASSWORD);
    }
}
