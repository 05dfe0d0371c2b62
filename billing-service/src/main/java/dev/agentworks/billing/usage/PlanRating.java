package dev.agentworks.billing.usage;

import dev.agentworks.billing.money.Rating;
import dev.agentworks.billing.plan.PlanMarkups;
import dev.agentworks.events.usage.UsageEvent;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Rates calls by the plan that their workspace chose for that day, where the router rated them by
 * another markup. The same call is rated once: what stands in the books stays.
 */
@Component
class PlanRating {
    private final PlanMarkups markups;

    PlanRating(PlanMarkups markups) {
        this.markups = markups;
    }

    List<UsageEntry> rated(List<UsageEntry> entries) {
        var workspaces =
                entries.stream()
                        .map(entry -> entry.event().workspaceId())
                        .collect(Collectors.toSet());
        var known = markups.of(workspaces);
        return entries.stream().map(entry -> rated(entry, known)).toList();
    }

    private static UsageEntry rated(UsageEntry entry, PlanMarkups.ForWorkspaces known) {
        var event = entry.event();
        // what has no price, or corrects another, is not rated
        if (entry.corrects() != null || event.byok() || event.markup().signum() == 0) {
            return entry;
        }
        return known.markup(event.workspaceId(), event.lane(), event.timestamp())
                .filter(markup -> markup.compareTo(event.markup()) != 0)
                .map(markup -> entry.with(rated(event, markup)))
                .orElse(entry);
    }

    private static UsageEvent rated(UsageEvent call, BigDecimal markup) {
        return new UsageEvent(
                call.eventId(),
                call.workspaceId(),
                call.projectId(),
                call.cardId(),
                call.runId(),
                call.agentId(),
                call.provider(),
                call.model(),
                call.kind(),
                call.usage(),
                call.cost(),
                Rating.price(call.price(), call.markup(), markup),
                markup,
                call.priceVersion(),
                call.byok(),
                call.outcome(),
                call.timestamp(),
                call.estimated(),
                call.apiKeyId(),
                call.lane(),
                call.laneVisit(),
                call.personId());
    }
}
