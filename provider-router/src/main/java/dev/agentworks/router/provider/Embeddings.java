package dev.agentworks.router.provider;

import dev.agentworks.router.provider.ProviderSettings.Access;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a vendor turns texts into vectors, if it does. */
public sealed interface Embeddings {
    /** It does not. */
    record None() implements Embeddings {}

    /** By one request. */
    non-sealed interface OverHttp extends Embeddings {
        VendorRequest write(EmbedRequest request, Access access);

        /** Reads a whole successful answer. */
        Vectors read(EmbedRequest request, String body);
    }

    /** In this process, without a network. */
    non-sealed interface InProcess extends Embeddings {
        Vectors embed(EmbedRequest request);
    }

    /** Vectors and what they used. */
    record Vectors(
            List<float[]> vectors, Tokens tokens, UsageSource usageSource, @Nullable String model) {
        public Vectors {
            vectors = List.copyOf(vectors);
        }

        /** The vendor does not count: the texts' length says about how many tokens they are. */
        public static Vectors estimated(
                EmbedRequest request, List<float[]> vectors, @Nullable String model) {
            long characters = request.texts().stream().mapToLong(String::length).sum();
            return new Vectors(
                    vectors,
                    Tokens.of(UsageCount.estimate(characters), 0),
                    UsageSource.ESTIMATED,
                    model);
        }
    }
}
