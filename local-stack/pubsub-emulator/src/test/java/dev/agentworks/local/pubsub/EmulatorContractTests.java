package dev.agentworks.local.pubsub;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class EmulatorContractTests extends PubSubContract {

    static PubSubEmulator emulator;

    @BeforeAll
    static void start() {
        emulator = PubSubEmulator.start(PubSubEmulatorSettings.inMemory());
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
