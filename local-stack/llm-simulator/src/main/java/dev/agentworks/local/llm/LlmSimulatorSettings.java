package dev.agentworks.local.llm;

/**
 * Settings of the simulator.
 *
 * @param port 0 for any free one
 * @param seed the same seed and request give the same answer
 * @param tokensPerSecond the speed of streams; 0 for as fast as possible
 */
public record LlmSimulatorSettings(int port, long seed, int tokensPerSecond) {

    public LlmSimulatorSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port must be between 0 and 65535, was " + port);
        }
        if (tokensPerSecond < 0) {
            throw new IllegalArgumentException(
                    "tokens per second must not be negative, was " + tokensPerSecond);
        }
    }

    /** Any free port, full speed. */
    public static LlmSimulatorSettings atFullSpeed() {
        return new LlmSimulatorSettings(0, 1, 0);
    }

    LlmSimulatorSettings withPort(int chosen) {
        return new LlmSimulatorSettings(chosen, seed, tokensPerSecond);
    }

    LlmSimulatorSettings withSeed(long chosen) {
        return new LlmSimulatorSettings(port, chosen, tokensPerSecond);
    }

    LlmSimulatorSettings withTokensPerSecond(int chosen) {
        return new LlmSimulatorSettings(port, seed, chosen);
    }
}
