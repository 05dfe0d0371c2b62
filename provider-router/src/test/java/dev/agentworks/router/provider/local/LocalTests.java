package dev.agentworks.router.provider.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.agentworks.router.provider.model.EmbeddingsRequest;
import dev.agentworks.router.provider.model.UsageSource;
import dev.agentworks.router.provider.spi.UnsupportedRequestException;
import dev.agentworks.starter.compute.ComputePools;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class LocalTests {
    private static final MiniLm MODEL = new MiniLm(ComputePools.ofDefaults());

    @AfterAll
    static void close() throws Exception {
        MODEL.destroy();
    }

    @Test
    void isNotLoadedBeforeItsFirstUse() throws Exception {
        var model = new MiniLm(ComputePools.ofDefaults());

        assertThat(model.isLoaded()).isFalse();
        model.destroy();
    }

    @Test
    void givesVectorsOfOneLengthAndCountsTheTokens() {
        var made = embed("Hello, world!", "Grüße aus Köln");

        assertThat(made.vectors()).hasSize(2).allMatch(it -> it.length == 384);
        assertThat(dot(made.vectors().get(0), made.vectors().get(0))).isCloseTo(1, within(1e-5));
        // hello , world !   gr ##u ##ße → the pieces differ, the count is of pieces
        assertThat(made.tokens().freshInput()).isGreaterThanOrEqualTo(8);
        assertThat(made.usageSource()).isEqualTo(UsageSource.PROVIDER);
    }

    @Test
    void isNearerForTextsThatMeanTheSame() {
        var made =
                embed(
                        "The build fails because a test is red.",
                        "A failing test breaks the build.",
                        "The soup needs more salt.");
        var vectors = made.vectors();

        assertThat(dot(vectors.get(0), vectors.get(1)))
                .isGreaterThan(dot(vectors.get(0), vectors.get(2)) + 0.3);
    }

    @Test
    void isTheModelItSaysItIs() {
        // its makers publish 0.7553 for these two; ours has weights of eight bits
        var vectors = embed("A man is eating food.", "A man is eating a piece of bread.").vectors();

        assertThat(dot(vectors.get(0), vectors.get(1))).isCloseTo(0.7553, within(0.03));
    }

    @Test
    void readsATextThatIsLongerThanItsWindow() {
        var sentence = "The card waits for a review. ";

        var made = embed(sentence.repeat(200), sentence, "The soup needs more salt.");
        var vectors = made.vectors();

        assertThat(made.tokens().freshInput()).isGreaterThanOrEqualTo(1_400);
        assertThat(dot(vectors.get(0), vectors.get(1)))
                .isGreaterThan(dot(vectors.get(0), vectors.get(2)) + 0.4);
    }

    @Test
    void givesAnEmptyTextAVectorToo() {
        assertThat(embed("").vectors().getFirst()).hasSize(384);
    }

    @Test
    void refusesOtherDimensions() {
        assertThatThrownBy(() -> MODEL.embed(new EmbeddingsRequest(MiniLm.NAME, List.of("x"), 512)))
                .isInstanceOf(UnsupportedRequestException.class);
    }

    private static dev.agentworks.router.provider.spi.Embeddings.Vectors embed(String... texts) {
        return MODEL.embed(new EmbeddingsRequest(MiniLm.NAME, List.of(texts), null));
    }

    private static double dot(float[] one, float[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }
}
