package dev.agentworks.router.provider;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a call for vectors.
 *
 * @param vectors in the order of the texts; none when it failed
 * @param usageSource {@code ESTIMATED} where the vendor does not count
 */
public record EmbedAnswer(
        List<float[]> vectors,
        Tokens tokens,
        UsageSource usageSource,
        @Nullable String model,
        ResponseHead head,
        @Nullable VendorFailure failure) {
    public EmbedAnswer {
        vectors = List.copyOf(vectors);
    }

    /** Nothing came. */
    public static EmbedAnswer failed(VendorFailure failure, ResponseHead head) {
        return new EmbedAnswer(List.of(), Tokens.NONE, UsageSource.NONE, null, head, failure);
    }
}
