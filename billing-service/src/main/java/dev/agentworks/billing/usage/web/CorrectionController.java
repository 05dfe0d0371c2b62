package dev.agentworks.billing.usage.web;

import dev.agentworks.billing.usage.Correction;
import dev.agentworks.billing.usage.CorrectionOutcome.AlreadyCorrected;
import dev.agentworks.billing.usage.CorrectionOutcome.Corrected;
import dev.agentworks.billing.usage.CorrectionOutcome.Unchanged;
import dev.agentworks.billing.usage.CorrectionOutcome.UnknownCall;
import dev.agentworks.billing.usage.UsageCorrections;
import dev.agentworks.events.Money;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.servicetoken.RequiresScope;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Lets an operator correct what calls cost; each may be asked again and is done once. */
@RestController
@RequestMapping("/internal/workspaces/{workspace}/usage")
@RequiresScope("billing:operate")
class CorrectionController {
    private final UsageCorrections corrections;

    CorrectionController(UsageCorrections corrections) {
        this.corrections = corrections;
    }

    record CorrectionRequest(
            @NotNull @Money @DecimalMin("0") @Digits(integer = 8, fraction = 12) BigDecimal cost,
            @NotNull @Money @DecimalMin("0") @Digits(integer = 8, fraction = 12) BigDecimal price,
            @NotNull @Money @DecimalMin("0") @Digits(integer = 4, fraction = 4) BigDecimal markup,
            @NotBlank @Size(max = 100) String priceVersion,
            @NotBlank @Size(max = 500) String reason) {}

    record RatingRequest(
            @NotNull Instant from,
            @NotNull Instant to,
            @NotNull @Money @DecimalMin("0") @Digits(integer = 4, fraction = 4) BigDecimal markup,
            @NotBlank @Size(max = 500) String reason) {}

    record Correctness(
            String outcome, @Nullable String reversalId, @Nullable String replacementId) {}

    record Rated(int changed) {}

    @PostMapping("/{eventId}/correct")
    Correctness correct(
            @PathVariable UUID workspace,
            @PathVariable String eventId,
            @RequestBody @Valid CorrectionRequest wanted) {
        var correction =
                new Correction(
                        wanted.cost(), wanted.price(), wanted.markup(), wanted.priceVersion());
        return switch (corrections.correct(workspace, eventId, correction, wanted.reason())) {
            case Corrected(var reversal, var replacement) ->
                    new Correctness("corrected", reversal, replacement);
            case Unchanged() -> new Correctness("unchanged", null, null);
            case AlreadyCorrected() ->
                    throw new ProblemException(
                            CommonError.CONFLICT,
                            "It was corrected before; correct what stands for it now.");
            case UnknownCall() ->
                    throw new ProblemException(CommonError.NOT_FOUND, "There is no such call.");
        };
    }

    @PostMapping("/rate")
    Rated rate(@PathVariable UUID workspace, @RequestBody @Valid RatingRequest wanted) {
        return new Rated(
                corrections.rate(
                        workspace, wanted.from(), wanted.to(), wanted.markup(), wanted.reason()));
    }
}
