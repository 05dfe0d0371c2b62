package dev.agentworks.router.redis;

import static org.awaitility.Awaitility.await;

import java.time.Duration;

/** A door to a Redis that a test started, or that is not there. */
public final class RedisDoorForTests implements AutoCloseable {
    private static final int NOT_THERE = 1;

    private final RedisDoor door;

    public RedisDoorForTests(int port) {
        door =
                new RedisDoor(
                        new RedisSettings(
                                "redis://127.0.0.1:" + port,
                                Duration.ofSeconds(2),
                                Duration.ofSeconds(2),
                                Duration.ofMillis(100)));
        door.start();
        if (port != NOT_THERE) {
            await().until(() -> door.run("return {1}", "any").isPresent());
        }
    }

    public RedisDoor door() {
        return door;
    }

    /** How often Redis was asked since the door was open. */
    public long trips() {
        return door.trips() - 1;
    }

    @Override
    public void close() {
        door.stop();
        door.destroy();
    }
}
