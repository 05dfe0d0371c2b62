package dev.agentworks.router.budget.web;

import dev.agentworks.events.Money;
import dev.agentworks.router.budget.Budget;
import dev.agentworks.router.budget.BudgetPeriod;
import dev.agentworks.router.budget.BudgetScope;
import dev.agentworks.router.budget.Budgets;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.servicetoken.Caller;
import dev.agentworks.starter.servicetoken.RequiresScope;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import java.math.BigDecimal;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** A workspace's budget as its members see it and its owners set it. */
@RestController
@RequestMapping("/api/workspaces/{id}/budget")
@RequiresScope("router:public")
class WorkspaceBudgetController {
    private static final Set<String> MAY_SET = Set.of("OWNER", "ADMIN");

    private final Budgets budgets;

    WorkspaceBudgetController(Budgets budgets) {
        this.budgets = budgets;
    }

    @GetMapping
    Budget read(@PathVariable UUID id, Caller caller) {
        role(id, caller);
        return current(id);
    }

    @PutMapping
    Budget set(@PathVariable UUID id, @RequestBody @Valid SetLimit wanted, Caller caller) {
        if (!MAY_SET.contains(role(id, caller))) {
            throw new ProblemException(
                    CommonError.FORBIDDEN, "Only owners and administrators set the budget.");
        }
        budgets.set(
                BudgetScope.WORKSPACE,
                id,
                id,
                wanted.limit(),
                wanted.period() == null ? BudgetPeriod.MONTH : wanted.period());
        return current(id);
    }

    private Budget current(UUID id) {
        return budgets.find(BudgetScope.WORKSPACE, id)
                .orElseGet(() ->
                        new Budget(
                                BudgetScope.WORKSPACE,
                                id,
                                id,
                                BudgetPeriod.MONTH,
                                null,
                                BigDecimal.ZERO,
                                BigDecimal.ZERO,
                                null,
                                null));
    }

    private static String role(UUID id, Caller caller) {
        var role = caller.requireUser().grants().get(id.toString());
        if (role == null) {
            throw new ProblemException(CommonError.NOT_FOUND, "There is no such workspace.");
        }
        return role;
    }

    /**
     * A limit in US dollars.
     *
     * @param limit none takes it away
     */
    record SetLimit(
            @Nullable
                    @Money
                    @DecimalMin("0")
                    @DecimalMax("1000000000")
                    @Digits(integer = 10, fraction = 12)
                    BigDecimal limit,
            @Nullable BudgetPeriod period) {}
}
