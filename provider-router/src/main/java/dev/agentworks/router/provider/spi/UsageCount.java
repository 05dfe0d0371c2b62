package dev.agentworks.router.provider.spi;

import dev.agentworks.router.provider.model.Tokens;
import dev.agentworks.router.provider.model.UsageSource;

/** What a call used: the vendor's figures as far as they came, ours for the rest. */
final class UsageCount {
    private final long estimatedInput;
    private Tokens tokens = Tokens.NONE;
    private boolean inputCounted;
    private boolean allCounted;

    UsageCount(long estimatedInput) {
        this.estimatedInput = estimatedInput;
    }

    void inputIs(Tokens used) {
        tokens = used;
        inputCounted = true;
    }

    void is(Tokens used) {
        tokens = used;
        inputCounted = true;
        allCounted = true;
    }

    Tokens told() {
        return tokens;
    }

    UsageSource source() {
        if (allCounted) {
            return UsageSource.PROVIDER;
        }
        return inputCounted ? UsageSource.PARTIAL : UsageSource.ESTIMATED;
    }

    /**
     * Never less than what was delivered.
     *
     * @param characters that came out
     * @param thought how many of them were thought
     */
    Tokens counted(long characters, long thought) {
        if (allCounted) {
            return tokens;
        }
        var input = inputCounted ? tokens : Tokens.of(estimatedInput, 0);
        return input.withOutput(
                Math.max(estimate(characters), tokens.output()),
                Math.max(estimate(thought), tokens.reasoning()),
                tokens.imageOutput());
    }

    /** About how many tokens so many characters are. */
    static long estimate(long characters) {
        return (characters + 3) / 4;
    }
}
