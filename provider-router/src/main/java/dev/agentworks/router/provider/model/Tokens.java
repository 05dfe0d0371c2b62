package dev.agentworks.router.provider.model;

/**
 * What a call used, in five classes of which none contains another, so that each is paid once.
 *
 * @param freshInput read for the first time
 * @param cachedInput read from the vendor's cache
 * @param cacheWrite5m read and written to the vendor's cache for its usual time
 * @param cacheWrite1h read and written to the vendor's cache for an hour
 * @param output all that came out
 * @param reasoning how many of {@code output} were thought and not shown
 * @param imageOutput how many of {@code output} are pictures, which some models price apart
 */
public record Tokens(
        long freshInput,
        long cachedInput,
        long cacheWrite5m,
        long cacheWrite1h,
        long output,
        long reasoning,
        long imageOutput) {
    public static final Tokens NONE = new Tokens(0, 0, 0, 0, 0, 0, 0);

    public Tokens {
        if (freshInput < 0
                || cachedInput < 0
                || cacheWrite5m < 0
                || cacheWrite1h < 0
                || output < 0
                || reasoning < 0
                || imageOutput < 0) {
            throw new IllegalArgumentException("tokens are counted from zero");
        }
        if (reasoning + imageOutput > output) {
            throw new IllegalArgumentException("a part of the output is more than the output");
        }
    }

    /** Nothing but text, and nothing cached. */
    public static Tokens of(long freshInput, long output) {
        return new Tokens(freshInput, 0, 0, 0, output, 0, 0);
    }

    /** All that was written to the vendor's cache. */
    public long cacheWrite() {
        return cacheWrite5m + cacheWrite1h;
    }

    /** All that went in. */
    public long input() {
        return freshInput + cachedInput + cacheWrite5m + cacheWrite1h;
    }

    /** What came out without what was only thought. */
    public long visibleOutput() {
        return output - reasoning;
    }

    public long total() {
        return input() + output();
    }

    /** The same input with another output. */
    public Tokens withOutput(long tokens) {
        return withOutput(tokens, 0, 0);
    }

    /** The same input with another output; its parts are never more than the whole. */
    public Tokens withOutput(long tokens, long thought, long pictured) {
        long reasoned = Math.min(tokens, thought);
        return new Tokens(
                freshInput,
                cachedInput,
                cacheWrite5m,
                cacheWrite1h,
                tokens,
                reasoned,
                Math.min(tokens - reasoned, pictured));
    }

    /** Cached and written shares of an input that contains them, as some vendors count. */
    public static Tokens within(long input, long cached, long written) {
        long read = Math.min(input, cached);
        long wrote = Math.min(input - read, written);
        return new Tokens(input - read - wrote, read, wrote, 0, 0, 0, 0);
    }

    public Tokens plus(Tokens other) {
        return new Tokens(
                freshInput + other.freshInput,
                cachedInput + other.cachedInput,
                cacheWrite5m + other.cacheWrite5m,
                cacheWrite1h + other.cacheWrite1h,
                output + other.output,
                reasoning + other.reasoning,
                imageOutput + other.imageOutput);
    }
}
