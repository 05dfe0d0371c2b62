package dev.agentworks.router.provider.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Texts to be turned into vectors.
 *
 * @param model as the vendor names it
 * @param dimensions of each vector, where the model lets one choose
 */
public record EmbeddingsRequest(String model, List<String> texts, @Nullable Integer dimensions) {
    public EmbeddingsRequest {
        texts = List.copyOf(texts);
    }

    /** The texts are what the user says. */
    public static EmbeddingsRequest of(ChatRequest request) {
        var vectors = request.options().output().vectors();
        return new EmbeddingsRequest(
                request.model(),
                request.messages().stream()
                        .map(message -> message instanceof Message.User user ? user.content() : "")
                        .toList(),
                vectors == null ? null : vectors.dimensions());
    }
}
