package dev.agentworks.router.budget.web;

import dev.agentworks.events.Money;
import dev.agentworks.router.budget.Budgets;
import dev.agentworks.starter.servicetoken.RequiresScope;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import java.math.BigDecimal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What billing says that a workspace's wallet holds: calls that would cost more are refused. */
@RestController
@RequestMapping("/internal/wallets/{workspace}")
@RequiresScope("router:budgets")
class WalletBalanceController {
    private final Budgets budgets;

    WalletBalanceController(Budgets budgets) {
        this.budgets = budgets;
    }

    /**
     * @param remaining US dollars; without it nothing is refused for the wallet's sake
     */
    record Balance(
            @Nullable @Money @DecimalMin("0") @Digits(integer = 10, fraction = 12)
                    BigDecimal remaining) {}

    @PutMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void set(@PathVariable UUID workspace, @RequestBody @Valid Balance balance) {
        budgets.setRemaining(workspace, balance.remaining());
    }
}
