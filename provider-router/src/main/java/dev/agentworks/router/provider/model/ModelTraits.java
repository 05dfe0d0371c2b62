package dev.agentworks.router.provider.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * In which of a vendor's dialects a model is asked. It is data of the catalogue, so that a new
 * model needs no new code.
 *
 * @param api which of the vendor's interfaces
 * @param takesSampling whether temperature and the like may be written; the vendor refuses the
 *     request otherwise
 * @param apiVersion the version the request is pinned to, where the vendor has any
 * @param thinking how the effort of thinking is written
 * @param systemRole the role of the system's words where it is a role
 * @param makesImages whether pictures may come out, which some vendors must be told
 */
public record ModelTraits(
        Api api,
        boolean takesSampling,
        @Nullable String apiVersion,
        Thinking thinking,
        String systemRole,
        boolean makesImages) {
    public static final ModelTraits PLAIN =
            new ModelTraits(Api.CHAT, true, null, Thinking.NONE, "system", false);

    /** A vendor's interface. */
    public enum Api {
        /** The one every model of the vendor has. */
        @JsonProperty("chat")
        CHAT,
        /** OpenAI's Responses. */
        @JsonProperty("responses")
        RESPONSES
    }

    /** Whether the effort of thinking is a word or a number of tokens, if it can be set. */
    public enum Thinking {
        /** The model does not think, or cannot be told how much. */
        @JsonProperty("none")
        NONE,
        /** A word, such as {@code low}. */
        @JsonProperty("effort")
        EFFORT,
        /** The model decides, guided by a word. */
        @JsonProperty("adaptive")
        ADAPTIVE,
        /** At most so many tokens. */
        @JsonProperty("budget")
        BUDGET
    }
}
