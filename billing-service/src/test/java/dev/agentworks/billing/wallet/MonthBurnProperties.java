package dev.agentworks.billing.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

class MonthBurnProperties {
    private static final List<UUID> PROJECTS =
            List.of(new UUID(1, 1), new UUID(1, 2), new UUID(1, 3));

    @Property
    void creditsAreNeverBelowZeroAndEveryOwedDollarIsTakenOnceOrLeft(@ForAll long seed) {
        var random = new Random(seed);
        var grants = grants(random);
        var all = sum(grants.stream().map(WalletGrant::remaining).toList());
        var used = used(random);
        var owed = owed(used, random);

        var plan = MonthBurn.of(used, owed, List.of(), grants);

        var taken = sum(plan.changes().stream().map(MonthBurn.Taken::amount).toList());
        assertThat(taken.add(plan.uncovered())).isEqualByComparingTo(owed);
        assertThat(sum(grants.stream().map(WalletGrant::remaining).toList()).add(taken))
                .isEqualByComparingTo(all);
        assertThat(grants).allSatisfy(it -> assertThat(it.remaining().signum()).isNotNegative());
        for (var project : PROJECTS) {
            var ofProject =
                    sum(
                            plan.changes().stream()
                                    .filter(it -> project.equals(it.grant().projectId()))
                                    .map(MonthBurn.Taken::amount)
                                    .toList());
            assertThat(ofProject).isLessThanOrEqualTo(used.get(project));
        }
        assertEarlierGrantsAreUsedUpFirst(plan, grants, used);
    }

    @Property
    void usageThatGrowsAndShrinksLeavesWhatOneBurnWouldHaveLeft(@ForAll long seed) {
        var random = new Random(seed);
        var grants = grants(random);
        var before = new LinkedHashMap<WalletGrant, BigDecimal>();
        Map<UUID, BigDecimal> used = Map.of();
        var owed = BigDecimal.ZERO;
        var uncovered = BigDecimal.ZERO;

        for (int step = 0; step < 6; step++) {
            used = used(random);
            owed = owed(used, random);
            var plan = MonthBurn.of(used, owed, lastFirst(before), grants);
            plan.changes().forEach(it -> remember(before, it));
            uncovered = plan.uncovered();
        }

        var taken = sum(before.values());
        assertThat(taken.add(uncovered)).isEqualByComparingTo(owed);
        assertThat(before.values()).allSatisfy(it -> assertThat(it.signum()).isNotNegative());
        assertThat(uncovered.signum()).isNotNegative();
    }

    private static void remember(Map<WalletGrant, BigDecimal> before, MonthBurn.Taken change) {
        var sum = before.getOrDefault(change.grant(), BigDecimal.ZERO).add(change.amount());
        before.remove(change.grant());
        before.put(change.grant(), sum);
    }

    private static List<MonthBurn.Taken> lastFirst(Map<WalletGrant, BigDecimal> before) {
        var taken = new ArrayList<MonthBurn.Taken>();
        before.forEach((grant, amount) -> {
            if (amount.signum() > 0) {
                taken.addFirst(new MonthBurn.Taken(grant, amount));
            }
        });
        return taken;
    }

    // a later grant is touched only when no earlier one could pay
    private static void assertEarlierGrantsAreUsedUpFirst(
            MonthBurn.Plan plan, List<WalletGrant> grants, Map<UUID, BigDecimal> used) {
        var last = plan.changes().isEmpty() ? -1 : grants.indexOf(plan.changes().getLast().grant());
        for (int i = 0; i < last; i++) {
            var grant = grants.get(i);
            boolean spent = grant.remaining().signum() == 0;
            boolean projectPaid =
                    grant.projectId() != null
                            && sum(plan.changes().stream()
                                                    .filter(it ->
                                                            grant.projectId()
                                                                    .equals(it.grant().projectId()))
                                                    .map(MonthBurn.Taken::amount)
                                                    .toList())
                                            .compareTo(used.get(grant.projectId()))
                                    >= 0;
            assertThat(spent || projectPaid).isTrue();
        }
    }

    private static List<WalletGrant> grants(Random random) {
        var grants = new ArrayList<WalletGrant>();
        for (int i = 0; i < random.nextInt(6); i++) {
            grants.add(
                    grant(
                            amount(random, 50).add(BigDecimal.ONE),
                            random.nextInt(3),
                            random.nextInt(3) == 0 ? PROJECTS.get(random.nextInt(3)) : null,
                            random.nextBoolean()
                                    ? Instant.ofEpochSecond(2_000_000_000L + random.nextInt(1000))
                                    : null));
        }
        grants.sort(WalletGrant.ORDER);
        return grants;
    }

    private static WalletGrant grant(
            BigDecimal amount, int priority, @Nullable UUID project, @Nullable Instant expiry) {
        return new WalletGrant(
                UUID.randomUUID(),
                new UUID(0, 0),
                new NewGrant(
                        GrantKind.PROMOTION,
                        amount,
                        priority,
                        project,
                        expiry,
                        UUID.randomUUID().toString()),
                Instant.EPOCH);
    }

    private static Map<UUID, BigDecimal> used(Random random) {
        var used = new HashMap<UUID, BigDecimal>();
        PROJECTS.forEach(project -> used.put(project, amount(random, 60)));
        return used;
    }

    private static BigDecimal owed(Map<UUID, BigDecimal> used, Random random) {
        return sum(used.values()).subtract(amount(random, 30)).max(BigDecimal.ZERO);
    }

    private static BigDecimal amount(Random random, int most) {
        return BigDecimal.valueOf(random.nextLong(most * 1_000_000_000_000L), 12);
    }

    private static BigDecimal sum(Iterable<BigDecimal> amounts) {
        var sum = BigDecimal.ZERO;
        for (var amount : amounts) {
            sum = sum.add(amount);
        }
        return sum;
    }
}
