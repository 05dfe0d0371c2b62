package dev.agentworks.billing.plan;

import dev.agentworks.billing.plan.ChooseOutcome.Chosen;
import dev.agentworks.billing.plan.ChooseOutcome.NotOffered;
import dev.agentworks.billing.plan.ChooseOutcome.Unchanged;
import dev.agentworks.billing.workspace.WorkspaceAccess;
import dev.agentworks.starter.identifier.Uuids;
import dev.agentworks.starter.servicetoken.ActingUser;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Which plan a workspace has. A change is in force from today (UTC) on; the days before stay. */
@Service
public class Subscriptions {
    private final SubscriptionRepository subscriptions;
    private final PlanRepository plans;
    private final WorkspaceAccess access;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Subscriptions(
            SubscriptionRepository subscriptions,
            PlanRepository plans,
            WorkspaceAccess access,
            JdbcClient jdbc,
            ApplicationEventPublisher events,
            Clock clock) {
        this.subscriptions = subscriptions;
        this.plans = plans;
        this.access = access;
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    /** The plans that can be chosen, the cheapest first. */
    public List<PlanView> offered(ActingUser user, UUID workspace) {
        return access.asMember(
                user,
                workspace,
                () -> plans.findByOfferedTrueOrderByFlatFee().stream().map(Plan::view).toList());
    }

    /** The plan of today. */
    public SubscriptionView current(ActingUser user, UUID workspace) {
        return access.asMember(user, workspace, () -> viewOn(workspace, today()));
    }

    /** The plan of a day, for other features; in a transaction of the workspace. */
    public PlanView planOn(UUID workspace, LocalDate day) {
        return viewOn(workspace, day).plan();
    }

    public ChooseOutcome choose(ActingUser user, ChoosePlan command) {
        return access.asManager(user, command.workspace(), () -> chosen(command));
    }

    /** Ends the plan after the month that is paid; the free one follows. */
    public SubscriptionView cancel(ActingUser user, UUID workspace) {
        return access.asManager(
                user,
                workspace,
                () -> {
                    lock(workspace);
                    var end = YearMonth.from(today()).plusMonths(1).atDay(1);
                    running(workspace).ifPresent(it -> it.endOn(end));
                    subscriptions.flush();
                    return viewOn(workspace, today());
                });
    }

    /** What the plans of a month cost beside usage; in a transaction of the workspace. */
    public PlanCharges charges(UUID workspace, YearMonth month) {
        return MonthOfPlans.of(month, all(workspace), plans);
    }

    private ChooseOutcome chosen(ChoosePlan command) {
        lock(command.workspace());
        var plan = plans.findByCodeAndOfferedTrue(command.plan()).orElse(null);
        if (plan == null) {
            return new NotOffered();
        }
        var today = today();
        var now = running(command.workspace()).orElse(null);
        if (now != null && now.planId().equals(plan.id()) && now.seats() == command.seats()) {
            // who cancelled and chooses it again keeps it
            now.goOn();
            subscriptions.flush();
            return new Unchanged(viewOn(command.workspace(), today));
        }
        if (now != null) {
            now.endOn(today);
            // the row that goes on is stored after this one ends: there is only one
            subscriptions.flush();
        }
        subscriptions.saveAndFlush(
                new Subscription(
                        Uuids.v7(),
                        command.workspace(),
                        plan.id(),
                        command.seats(),
                        today,
                        trialEnd(command.workspace(), plan, today),
                        clock.instant()));
        events.publishEvent(new PlanChanged(command.workspace()));
        return new Chosen(viewOn(command.workspace(), today));
    }

    // a workspace tries one plan once; a trial goes on when another plan is chosen in it
    private @Nullable LocalDate trialEnd(UUID workspace, Plan plan, LocalDate today) {
        var before =
                all(workspace).stream()
                        .map(Subscription::trialEndsOn)
                        .filter(Objects::nonNull)
                        .findFirst();
        if (before.isPresent()) {
            return before.get().isAfter(today) && plan.trialDays() > 0 ? before.get() : null;
        }
        return plan.trialDays() == 0 ? null : today.plusDays(plan.trialDays());
    }

    private SubscriptionView viewOn(UUID workspace, LocalDate day) {
        return all(workspace).stream()
                .filter(it -> it.covers(day))
                .reduce((_, later) -> later)
                .map(it -> view(it, day))
                .orElseGet(() ->
                        new SubscriptionView(
                                plans.free().view(),
                                SubscriptionView.Status.ACTIVE,
                                1,
                                null,
                                null,
                                null));
    }

    private SubscriptionView view(Subscription subscription, LocalDate day) {
        var status =
                subscription.endsOn() != null
                        ? SubscriptionView.Status.CANCELLED
                        : subscription.isTrialOn(day)
                                ? SubscriptionView.Status.TRIALING
                                : SubscriptionView.Status.ACTIVE;
        return new SubscriptionView(
                plans.require(subscription.planId()).view(),
                status,
                subscription.seats(),
                subscription.startsOn(),
                subscription.isTrialOn(day) ? subscription.trialEndsOn() : null,
                subscription.endsOn());
    }

    private Optional<Subscription> running(UUID workspace) {
        return all(workspace).stream().filter(it -> it.covers(today())).reduce((_, later) -> later);
    }

    private List<Subscription> all(UUID workspace) {
        return subscriptions.findByWorkspaceIdOrderByStartsOnAscCreatedAtAsc(workspace);
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    // two wishes at once are fulfilled one after the other
    private void lock(UUID workspace) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('subscription/' || ?, 0))::text")
                .param(workspace.toString())
                .query(String.class)
                .single();
    }
}
