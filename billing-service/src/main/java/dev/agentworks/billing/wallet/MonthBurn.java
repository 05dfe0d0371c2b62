package dev.agentworks.billing.wallet;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Decides of which grants a month's usage is taken. Pure, but for the grants it takes from: what
 * was taken before is kept as far as it is still owed, the last taken is given back first.
 */
final class MonthBurn {
    private final Map<UUID, BigDecimal> usedByProject;
    private final Map<UUID, BigDecimal> takenByProject = new HashMap<>();
    private final List<Taken> changes = new ArrayList<>();
    private BigDecimal owed;

    /** An amount that is taken of a grant; below zero it is given back. */
    record Taken(WalletGrant grant, BigDecimal amount) {}

    /** What is to be changed, and what no grant covers. */
    record Plan(List<Taken> changes, BigDecimal uncovered) {}

    private MonthBurn(Map<UUID, BigDecimal> usedByProject, BigDecimal chargeable) {
        this.usedByProject = usedByProject;
        this.owed = chargeable;
    }

    /**
     * @param usedByProject the month's price by project
     * @param chargeable what of it is charged, after the allowance
     * @param before what was taken of which grant until now, the last first
     * @param grants in the order in which they are used
     */
    static Plan of(
            Map<UUID, BigDecimal> usedByProject,
            BigDecimal chargeable,
            List<Taken> before,
            List<WalletGrant> grants) {
        var burn = new MonthBurn(usedByProject, chargeable);
        before.forEach(burn::keep);
        burn.giveBackExcess(before);
        for (var grant : grants) {
            burn.take(grant);
        }
        return new Plan(List.copyOf(burn.changes), burn.owed);
    }

    private void keep(Taken taken) {
        owed = owed.subtract(taken.amount());
        count(taken.grant(), taken.amount());
    }

    private void giveBackExcess(List<Taken> before) {
        for (var taken : before) {
            if (owed.signum() < 0) {
                var back = taken.amount().min(owed.negate());
                taken.grant().giveBack(back);
                change(taken.grant(), back.negate());
            }
        }
    }

    private void take(WalletGrant grant) {
        if (owed.signum() > 0) {
            var taken = grant.take(owed.min(within(grant)));
            if (taken.signum() > 0) {
                change(grant, taken);
            }
        }
    }

    // a grant for one project pays no more than what was used there
    private BigDecimal within(WalletGrant grant) {
        var project = grant.projectId();
        return project == null
                ? owed
                : usedByProject
                        .getOrDefault(project, BigDecimal.ZERO)
                        .subtract(takenByProject.getOrDefault(project, BigDecimal.ZERO))
                        .max(BigDecimal.ZERO);
    }

    private void change(WalletGrant grant, BigDecimal amount) {
        owed = owed.subtract(amount);
        count(grant, amount);
        changes.add(new Taken(grant, amount));
    }

    private void count(WalletGrant grant, BigDecimal amount) {
        if (grant.projectId() != null) {
            takenByProject.merge(grant.projectId(), amount, BigDecimal::add);
        }
    }
}
