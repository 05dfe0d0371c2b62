package dev.agentworks.local.pubsub;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.BeforeAll;

/**
 * The same contract at Google's emulator, where one answers or is installed: it keeps our reading
 * of it honest.
 */
class GoogleEmulatorContractTests extends PubSubContract {

    @BeforeAll
    static void find() {
        assumeTrue(GoogleEmulator.isHere(), GoogleEmulator.ABSENT);
    }

    @Override
    String address() {
        return GoogleEmulator.address();
    }
}
