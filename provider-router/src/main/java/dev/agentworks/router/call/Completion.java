package dev.agentworks.router.call;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.agentworks.events.Money;
import dev.agentworks.events.usage.TokenUsage;
import dev.agentworks.router.catalogue.Rated;
import dev.agentworks.router.ledger.CallState;
import dev.agentworks.router.provider.model.FailureClass;
import dev.agentworks.router.provider.model.FinishReason;
import dev.agentworks.router.provider.model.Image;
import dev.agentworks.router.provider.model.ModelResponse;
import dev.agentworks.router.provider.model.Reasoning;
import dev.agentworks.router.provider.model.Tokens;
import dev.agentworks.router.provider.model.ToolCall;
import dev.agentworks.router.provider.model.VendorFailure;
import dev.agentworks.router.routing.Target;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of a key, as its caller reads it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Completion(
        String key,
        CallState state,
        String provider,
        String model,
        boolean simulated,
        @Nullable String text,
        List<ToolCall> toolCalls,
        @Nullable FinishReason finishReason,
        @Nullable List<float[]> vectors,
        @Nullable List<Image> images,
        @Nullable List<Reasoning> reasoning,
        TokenUsage usage,
        @Money BigDecimal cost,
        @Money BigDecimal price,
        @Money BigDecimal markup,
        String priceVersion,
        @Nullable Boolean estimated,
        @Nullable Failure error) {

    static Completion of(
            String key,
            CallState state,
            Target target,
            ModelResponse response,
            Rated rated,
            boolean estimated,
            boolean byok) {
        var failure = response.failure();
        return new Completion(
                key,
                state,
                target.vendor().id(),
                target.modelName(),
                target.simulated(),
                response.text().isEmpty() ? null : response.text(),
                response.toolCalls(),
                response.finishReason(),
                response.vectors().isEmpty() ? null : response.vectors(),
                response.images().isEmpty() ? null : response.images(),
                response.reasoning().isEmpty() ? null : response.reasoning(),
                usage(response.tokens()),
                rated.cost(),
                rated.price(),
                rated.markup(),
                rated.priceVersion(),
                estimated ? true : null,
                failure == null ? null : Failure.of(failure, byok));
    }

    /** The classes put together as the platform's events have them. */
    public static TokenUsage usage(Tokens tokens) {
        return new TokenUsage(
                tokens.input(),
                tokens.output(),
                tokens.cachedInput(),
                tokens.cacheWrite(),
                tokens.reasoning(),
                tokens.total());
    }

    /** Why there is no complete answer. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Failure(
            String code, String message, boolean retryable, @Nullable Long retryAfterSeconds) {
        /** As its caller is told. */
        public static Failure of(VendorFailure failure, boolean byok) {
            var wait = failure.retryAfter();
            boolean ownKey = byok && failure.kind() == FailureClass.AUTH;
            return new Failure(
                    code(failure, ownKey),
                    ownKey
                            ? "The provider refused the workspace's own key; it was not replaced by another."
                            : failure.message(),
                    failure.retryable(),
                    wait == null ? null : wait.plusMillis(999).toSeconds());
        }

        private static String code(VendorFailure failure, boolean ownKey) {
            if (BudgetStop.stopped(failure)) {
                return BudgetStop.CODE;
            }
            return ownKey ? "byok-key-refused" : failure.kind().code();
        }
    }
}
