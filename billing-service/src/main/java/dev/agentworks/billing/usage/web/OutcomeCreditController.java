package dev.agentworks.billing.usage.web;

import dev.agentworks.billing.usage.OutcomeCredits;
import dev.agentworks.events.Money;
import dev.agentworks.starter.servicetoken.RequiresScope;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.UUID;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Gives the price of a run back that came to nothing; asked again it gives nothing more. */
@RestController
@RequestMapping("/internal/workspaces/{workspace}/runs/{run}")
@RequiresScope("billing:operate")
class OutcomeCreditController {
    private final OutcomeCredits credits;

    OutcomeCreditController(OutcomeCredits credits) {
        this.credits = credits;
    }

    record Credit(@NotBlank @Size(max = 500) String reason) {}

    record Credited(@Money BigDecimal amount) {}

    @PostMapping("/credit")
    Credited credit(
            @PathVariable UUID workspace,
            @PathVariable UUID run,
            @RequestBody @Valid Credit wanted) {
        return new Credited(credits.credit(workspace, run, wanted.reason()));
    }
}
