package dev.agentworks.router.completion;

import dev.agentworks.router.provider.model.ChatOptions;
import dev.agentworks.router.provider.model.ChatRequest;
import dev.agentworks.router.provider.model.Message;
import dev.agentworks.router.provider.model.ModelTraits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Texts a caller wants the vectors of. */
public record EmbeddingRequest(
        @NotNull UUID workspaceId,
        @NotNull UUID projectId,
        @Nullable UUID cardId,
        @Nullable UUID runId,
        @Nullable @Pattern(regexp = "[A-Z][A-Z0-9_]{0,63}") String agentId,
        @NotBlank @Size(max = 64) String provider,
        @NotBlank @Pattern(regexp = "[A-Za-z0-9._:/-]{1,200}") String model,
        @NotEmpty @Size(max = 256) List<@NotBlank @Size(max = 100_000) String> texts,
        @Nullable @Positive @Max(10_000) Integer dimensions) {

    /** As a chat request: the texts are the user's messages. */
    ChatRequest toChat() {
        return new ChatRequest(
                model,
                null,
                texts.stream().<Message>map(Message.User::new).toList(),
                List.of(),
                null,
                1,
                ChatOptions.ofVectors(dimensions),
                ModelTraits.PLAIN);
    }
}
