package dev.agentworks.router.provider.spi;

import dev.agentworks.router.provider.model.EmbeddingsRequest;
import dev.agentworks.router.provider.model.Tokens;
import dev.agentworks.router.provider.model.UsageSource;
import dev.agentworks.router.provider.spi.ProviderSettings.Access;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a vendor turns texts into vectors, if it does. */
public sealed interface Embeddings {
    /** It does not. */
    record None() implements Embeddings {}

    /** By one request. */
    non-sealed interface OverHttp extends Embeddings {
        VendorRequest write(EmbeddingsRequest request, Access access);

        /** Reads a whole successful answer. */
        Vectors read(EmbeddingsRequest request, String body);
    }

    /** In this process, without a network. */
    non-sealed interface InProcess extends Embeddings {
        Vectors embed(EmbeddingsRequest request);
    }

    /** Vectors and what they used. */
    record Vectors(
            List<float[]> vectors, Tokens tokens, UsageSource usageSource, @Nullable String model) {
        public Vectors {
            vectors = List.copyOf(vectors);
        }

        /**
         * For a vendor that does not count: the tokens are estimated from the length of the texts.
         */
        public static Vectors estimated(
                EmbeddingsRequest request, List<float[]> vectors, @Nullable String model) {
            long characters = request.texts().stream().mapToLong(String::length).sum();
            return new Vectors(
                    vectors,
                    Tokens.of(UsageCount.estimate(characters), 0),
                    UsageSource.ESTIMATED,
                    model);
        }
    }
}
