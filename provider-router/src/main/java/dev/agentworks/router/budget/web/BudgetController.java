package dev.agentworks.router.budget.web;

import dev.agentworks.events.Money;
import dev.agentworks.router.budget.Budget;
import dev.agentworks.router.budget.BudgetPeriod;
import dev.agentworks.router.budget.BudgetScope;
import dev.agentworks.router.budget.Budgets;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.servicetoken.RequiresScope;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Budgets as other services set and read them. */
@RestController
@RequestMapping("/internal/budgets/{scope}/{id}")
@RequiresScope("router:budgets")
class BudgetController {
    private final Budgets budgets;

    BudgetController(Budgets budgets) {
        this.budgets = budgets;
    }

    @PutMapping
    Budget set(
            @PathVariable String scope,
            @PathVariable UUID id,
            @RequestBody @Valid SetBudget wanted) {
        var named = scope(scope);
        if (named == BudgetScope.WALLET) {
            throw unknown();
        }
        if (!budgets.set(named, id, wanted.workspaceId(), wanted.limit(), wanted.period(named))) {
            throw unknown();
        }
        return budgets.find(named, id).orElseThrow(BudgetController::unknown);
    }

    @GetMapping
    Budget read(@PathVariable String scope, @PathVariable UUID id) {
        return budgets.find(scope(scope), id).orElseThrow(BudgetController::unknown);
    }

    private static BudgetScope scope(String name) {
        for (var scope : BudgetScope.values()) {
            if (scope.name().toLowerCase(Locale.ROOT).equals(name)) {
                return scope;
            }
        }
        throw new ProblemException(
                CommonError.NOT_FOUND, "There are budgets of card, run, project and workspace.");
    }

    private static ProblemException unknown() {
        return new ProblemException(CommonError.NOT_FOUND, "There is no such budget.");
    }

    /**
     * A budget as it shall be.
     *
     * @param limit none refuses nothing
     */
    record SetBudget(
            @NotNull UUID workspaceId,
            @Nullable
                    @Money
                    @DecimalMin("0")
                    @DecimalMax("1000000000")
                    @Digits(integer = 10, fraction = 12)
                    BigDecimal limit,
            @Nullable BudgetPeriod period) {
        BudgetPeriod period(BudgetScope scope) {
            if (period != null) {
                return period;
            }
            return switch (scope) {
                case CARD, RUN -> BudgetPeriod.TOTAL;
                case PROJECT, WORKSPACE -> BudgetPeriod.MONTH;
                case WALLET -> BudgetPeriod.TOTAL;
            };
        }
    }
}
