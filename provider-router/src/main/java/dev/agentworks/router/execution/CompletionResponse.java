package dev.agentworks.router.execution;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.agentworks.events.Money;
import dev.agentworks.events.usage.TokenUsage;
import dev.agentworks.router.ledger.CallState;
import dev.agentworks.router.provider.model.FailureClass;
import dev.agentworks.router.provider.model.FinishReason;
import dev.agentworks.router.provider.model.Image;
import dev.agentworks.router.provider.model.ModelResponse;
import dev.agentworks.router.provider.model.Reasoning;
import dev.agentworks.router.provider.model.ToolCall;
import dev.agentworks.router.provider.model.VendorFailure;
import dev.agentworks.router.rating.CallCharge;
import dev.agentworks.router.routing.Target;
import dev.agentworks.router.usage.UsageEventFactory;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The outcome of a call, as the caller of its key reads it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CompletionResponse(
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

    static CompletionResponse of(
            String key,
            CallState state,
            Target target,
            ModelResponse response,
            CallCharge charge,
            boolean estimated,
            boolean byok) {
        var failure = response.failure();
        return new CompletionResponse(
                key,
                state,
                target.provider(),
                target.modelName(),
                target.simulated(),
                response.text().isEmpty() ? null : response.text(),
                response.toolCalls(),
                response.finishReason(),
                response.vectors().isEmpty() ? null : response.vectors(),
                response.images().isEmpty() ? null : response.images(),
                response.reasoning().isEmpty() ? null : response.reasoning(),
                UsageEventFactory.tokens(response.tokens()),
                charge.cost(),
                charge.price(),
                charge.markup(),
                charge.priceVersion(),
                estimated ? true : null,
                failure == null ? null : Failure.of(failure, byok));
    }

    /** Why the response is not complete. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Failure(
            String code, String message, boolean retryable, @Nullable Long retryAfterSeconds) {
        /** As the caller reads it. */
        public static Failure of(VendorFailure failure, boolean byok) {
            var wait = failure.retryAfter();
            boolean ownKey = byok && failure.kind() == FailureClass.AUTH;
            return new Failure(
                    code(failure, ownKey),
                    ownKey
                            ? "The provider refused the workspace's own key; it was not replaced by"
                                    + " another."
                            : failure.message(),
                    failure.retryable(),
                    wait == null ? null : wait.plusMillis(999).toSeconds());
        }

        private static String code(VendorFailure failure, boolean ownKey) {
            if (BudgetRefusal.isReasonOf(failure)) {
                return BudgetRefusal.CODE;
            }
            return ownKey ? "byok-key-refused" : failure.kind().code();
        }
    }
}
