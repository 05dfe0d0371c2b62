package dev.agentworks.router.provider.model;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a request may ask for besides its messages. Every group has a neutral value, with which
 * nothing is written and the vendor's own default holds.
 */
public record ChatOptions(
        Sampling sampling, Output output, Tools tools, Effort effort, Service service) {
    public static final ChatOptions NONE =
            new ChatOptions(Sampling.NONE, Output.TEXT, Tools.AUTO, Effort.NONE, Service.NONE);

    /** For a request that wants vectors. */
    public static ChatOptions ofVectors(@Nullable Integer dimensions) {
        return NONE.with(new Output(ResponseFormat.TEXT, new Vectors(dimensions)));
    }

    public ChatOptions with(Sampling other) {
        return new ChatOptions(other, output, tools, effort, service);
    }

    public ChatOptions with(Output other) {
        return new ChatOptions(sampling, other, tools, effort, service);
    }

    public ChatOptions with(ResponseFormat format) {
        return with(new Output(format, output.vectors()));
    }

    public ChatOptions with(Tools other) {
        return new ChatOptions(sampling, output, other, effort, service);
    }

    public ChatOptions with(Effort other) {
        return new ChatOptions(sampling, output, tools, other, service);
    }

    public ChatOptions with(Service other) {
        return new ChatOptions(sampling, output, tools, effort, other);
    }

    /**
     * How the next token is chosen, and where the response ends.
     *
     * @param topP written only where the model takes sampling parameters
     * @param seed makes responses repeat as far as the vendor can; not written where there is none
     * @param stop the response ends before any of these
     */
    public record Sampling(@Nullable BigDecimal topP, @Nullable Integer seed, List<String> stop) {
        public static final Sampling NONE = new Sampling(null, null, List.of());

        public Sampling {
            stop = List.copyOf(stop);
        }
    }

    /**
     * What the response must be.
     *
     * @param vectors none: words are wanted; otherwise the vectors of the user's messages instead
     */
    public record Output(ResponseFormat format, @Nullable Vectors vectors) {
        public static final Output TEXT = new Output(ResponseFormat.TEXT, null);
    }

    /**
     * Vectors instead of words.
     *
     * @param dimensions of each, where the model lets one choose
     */
    public record Vectors(@Nullable Integer dimensions) {}

    /**
     * How tools are used.
     *
     * @param parallel whether several may be called at once; none leaves it to the vendor
     */
    public record Tools(ToolChoice choice, @Nullable Boolean parallel) {
        public static final Tools AUTO = new Tools(ToolChoice.AUTO, null);
    }

    /**
     * How much the model thinks before it answers; none leaves it to the vendor.
     *
     * @param level for models that are told by a word
     * @param tokens at most so many are thought, for models that are told by a number
     */
    public record Effort(@Nullable ReasoningEffort level, @Nullable Integer tokens) {
        public static final Effort NONE = new Effort(null, null);

        public static Effort of(ReasoningEffort level) {
            return new Effort(level, null);
        }

        /** At most so many tokens; models that take a word take the nearest one. */
        public static Effort ofTokens(int tokens) {
            return new Effort(ReasoningEffort.nearest(tokens), tokens);
        }
    }

    /**
     * How the vendor serves the request.
     *
     * @param tier as the vendor names it, such as {@code flex} or {@code priority}
     * @param endUser an opaque name of the person who asks, for the vendor's abuse checks
     */
    public record Service(@Nullable String tier, PromptCache cache, @Nullable String endUser) {
        public static final Service NONE = new Service(null, PromptCache.NONE, null);
    }
}
