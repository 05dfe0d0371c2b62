package dev.agentworks.router.provider;

/**
 * What a call used, in five classes of which none contains another, so that each is paid once.
 *
 * @param freshInput read for the first time
 * @param cachedInput read from the vendor's cache
 * @param cacheWrite read and written to the vendor's cache
 * @param visibleOutput text and tool calls
 * @param reasoning thought and not shown
 */
public record Tokens(
        long freshInput, long cachedInput, long cacheWrite, long visibleOutput, long reasoning) {
    public static final Tokens NONE = new Tokens(0, 0, 0, 0, 0);

    public Tokens {
        if (freshInput < 0
                || cachedInput < 0
                || cacheWrite < 0
                || visibleOutput < 0
                || reasoning < 0) {
            throw new IllegalArgumentException("tokens are counted from zero");
        }
    }

    /** All that went in. */
    public long input() {
        return freshInput + cachedInput + cacheWrite;
    }

    /** All that came out. */
    public long output() {
        return visibleOutput + reasoning;
    }

    public long total() {
        return input() + output();
    }

    /** The same input with another output. */
    public Tokens withOutput(long tokens) {
        return new Tokens(freshInput, cachedInput, cacheWrite, tokens, 0);
    }
}
