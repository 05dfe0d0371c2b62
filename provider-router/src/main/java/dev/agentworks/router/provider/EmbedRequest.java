package dev.agentworks.router.provider;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Texts to be turned into vectors.
 *
 * @param model as the vendor names it
 * @param dimensions of each vector, where the model lets one choose
 */
public record EmbedRequest(String model, List<String> texts, @Nullable Integer dimensions) {
    public EmbedRequest {
        texts = List.copyOf(texts);
    }

    /** The texts are what the user says. */
    static EmbedRequest of(ChatRequest request) {
        var vectors = request.options().vectors();
        return new EmbedRequest(
                request.model(),
                request.messages().stream()
                        .map(message -> message instanceof Message.User user ? user.content() : "")
                        .toList(),
                vectors == null ? null : vectors.dimensions());
    }
}
