package dev.agentworks.billing.report.web;

import dev.agentworks.billing.plan.Subscriptions;
import dev.agentworks.billing.report.Dimension;
import dev.agentworks.billing.report.Period;
import dev.agentworks.billing.report.UsageReports;
import dev.agentworks.billing.report.UsageSummary;
import dev.agentworks.billing.report.UsageTotals;
import dev.agentworks.events.Money;
import dev.agentworks.starter.servicetoken.Caller;
import dev.agentworks.starter.servicetoken.RequiresScope;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reports what a workspace used and what it costs. */
@RestController
@RequiresScope("billing:public")
class UsageController {
    private final UsageReports reports;
    private final Subscriptions subscriptions;

    UsageController(UsageReports reports, Subscriptions subscriptions) {
        this.reports = reports;
        this.subscriptions = subscriptions;
    }

    @GetMapping("/api/workspaces/{id}/usage")
    UsageResponse usage(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(defaultValue = "") List<String> groupBy,
            Caller caller) {
        var user = caller.requireUser();
        var period = UsageParameters.period(from, to, reports.currentPeriod());
        var dimensions = UsageParameters.dimensions(groupBy);
        return UsageResponse.of(reports.summary(user, id, period, dimensions));
    }

    @GetMapping("/api/workspaces/{id}/billing")
    BillingResponse billing(@PathVariable UUID id, Caller caller) {
        var period = reports.currentPeriod();
        var user = caller.requireUser();
        var summary = reports.summary(user, id, period, Set.of());
        var plan = subscriptions.current(user, id).plan();
        return new BillingResponse(
                id,
                plan.name(),
                plan.markup(),
                plan.currency(),
                PeriodResponse.of(period),
                summary.total().calls(),
                summary.total().cost(),
                summary.total().price());
    }

    record PeriodResponse(String from, String to) {
        static PeriodResponse of(Period period) {
            return new PeriodResponse(
                    period.from() + "T00:00:00.000Z", period.to() + "T00:00:00.000Z");
        }
    }

    record UsageResponse(
            UUID workspaceId,
            PeriodResponse period,
            long totalCalls,
            @Money BigDecimal totalCost,
            @Money BigDecimal totalPrice,
            @Money BigDecimal grossMargin,
            Map<String, Map<String, UsageTotals>> breakdown) {
        static UsageResponse of(UsageSummary summary) {
            var breakdown = new LinkedHashMap<String, Map<String, UsageTotals>>();
            for (var dimension : Dimension.values()) {
                breakdown.put(
                        dimension.member(), summary.breakdown().getOrDefault(dimension, Map.of()));
            }
            var total = summary.total();
            return new UsageResponse(
                    summary.workspace(),
                    PeriodResponse.of(summary.period()),
                    total.calls(),
                    total.cost(),
                    total.price(),
                    total.price().subtract(total.cost()),
                    breakdown);
        }
    }

    record BillingResponse(
            UUID workspaceId,
            String plan,
            @Money BigDecimal markup,
            String currency,
            PeriodResponse period,
            long totalCalls,
            @Money BigDecimal totalCost,
            @Money BigDecimal totalPrice) {}
}
