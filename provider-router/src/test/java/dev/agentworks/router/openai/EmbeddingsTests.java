package dev.agentworks.router.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.openai.errors.BadRequestException;
import com.openai.errors.NotFoundException;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.models.Model;
import dev.agentworks.router.provider.http.VendorServer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EmbeddingsTests extends OpenAiApiTest {
    @ParameterizedTest
    @EnumSource(
            names = {"FLOAT", "BASE64"},
            value = EmbeddingCreateParams.EncodingFormat.Known.class)
    void givesVectorsInEitherForm(EmbeddingCreateParams.EncodingFormat.Known format) {
        VENDOR.behave(
                VendorServer.respond(
                        200,
                        Map.of(),
                        """
                        {"object":"list","model":"text-embedding-3-small",
                         "data":[{"object":"embedding","index":0,"embedding":"%s"}],
                         "usage":{"prompt_tokens":10,"total_tokens":10}}
                        """
                                .formatted(encoded(0.25f, -0.5f))));

        var answer =
                client().embeddings()
                        .create(
                                EmbeddingCreateParams.builder()
                                        .model("text-embedding-3-small")
                                        .input("Hello.")
                                        .encodingFormat(
                                                EmbeddingCreateParams.EncodingFormat.of(
                                                        format.name()
                                                                .toLowerCase(
                                                                        java.util.Locale.ROOT)))
                                        .build());

        var vector = answer.data().getFirst().embedding();
        assertThat(vector).hasSize(2);
        assertThat(vector.getLast()).isCloseTo(-0.5f, within(0.0001f));
        assertThat(answer.usage().promptTokens()).isEqualTo(10);
        assertThat(call()).containsEntry("state", "SUCCEEDED").containsEntry("api_key_id", apiKey);
    }

    @Test
    void givesOneVectorForEachOfManyTexts() {
        var answer =
                client().embeddings()
                        .create(
                                EmbeddingCreateParams.builder()
                                        .model("all-minilm-l6-v2")
                                        .inputOfArrayOfStrings(
                                                java.util.List.of("Hello.", "Good day."))
                                        .build());

        assertThat(answer.data()).hasSize(2);
        assertThat(answer.data().getFirst().embedding()).hasSize(384);
    }

    @Test
    void tokensInsteadOfTextsAreRefused() {
        assertThatThrownBy(() ->
                        client().embeddings()
                                .create(
                                        EmbeddingCreateParams.builder()
                                                .model("all-minilm-l6-v2")
                                                .inputOfArrayOfTokens(java.util.List.of(1L, 2L))
                                                .build()))
                .isInstanceOf(BadRequestException.class);
    }

    @Test
    void listsTheModelsThatCanBeAskedAndEachAlone() {
        var models = client().models().list().data();

        assertThat(models).extracting(Model::id).contains("gpt-4o", "claude-sonnet-5");
        assertThat(models).extracting(Model::ownedBy).doesNotContain("vertex");
        for (var name : java.util.List.of("gpt-4o", "openai/gpt-4o")) {
            assertThat(client().models().retrieve(name).ownedBy()).isEqualTo("openai");
        }
        assertThatThrownBy(() -> client().models().retrieve("gpt-17"))
                .isInstanceOf(NotFoundException.class);
    }

    private static String encoded(float... numbers) {
        var bytes = ByteBuffer.allocate(numbers.length * 4).order(ByteOrder.LITTLE_ENDIAN);
        for (var number : numbers) {
            bytes.putFloat(number);
        }
        return Base64.getEncoder().encodeToString(bytes.array());
    }
}
