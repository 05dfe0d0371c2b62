package dev.agentworks.router.provider;

import dev.agentworks.router.provider.ProviderSettings.Access;
import java.util.List;

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
            List<float[]> vectors,
            Tokens tokens,
            UsageSource usageSource,
            @org.jspecify.annotations.Nullable String model) {
        public Vectors {
            vectors = List.copyOf(vectors);
        }
    }
}
