package dev.agentworks.router.provider.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a call for vectors.
 *
 * @param vectors in the order of the texts; none when it failed
 * @param usageSource {@code ESTIMATED} where the vendor does not count
 */
public record EmbeddingsResponse(
        List<float[]> vectors,
        Tokens tokens,
        UsageSource usageSource,
        @Nullable String model,
        ResponseHead head,
        @Nullable VendorFailure failure) {
    public EmbeddingsResponse {
        vectors = List.copyOf(vectors);
    }

    /** Nothing came. */
    public static EmbeddingsResponse failed(VendorFailure failure, ResponseHead head) {
        return new EmbeddingsResponse(
                List.of(), Tokens.NONE, UsageSource.NONE, null, head, failure);
    }
}
