package dev.agentworks.local.pubsub;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class DurableEmulatorContractTests extends PubSubContract {

    @TempDir static Path folder;
    static PubSubEmulator emulator;

    @BeforeAll
    static void start() {
        emulator = PubSubEmulator.start(PubSubEmulatorSettings.durable(folder));
    }

    @AfterAll
    static void stop() {
        emulator.close();
    }

    @Override
    String address() {
        return "127.0.0.1:" + emulator.port();
    }
}
