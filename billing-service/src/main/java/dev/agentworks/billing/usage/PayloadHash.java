package dev.agentworks.billing.usage;

import dev.agentworks.events.usage.UsageEvent;
import dev.agentworks.starter.digest.Sha256;
import java.math.BigDecimal;

/** A digest of an event's content, by which two deliveries with one id are compared. */
final class PayloadHash {
    private PayloadHash() {}

    static String of(UsageEvent event) {
        // amounts without trailing zeros: 0.10 and 0.1 are the same amount
        var content =
                String.join(
                        "|",
                        event.workspaceId().toString(),
                        event.projectId().toString(),
                        String.valueOf(event.runId()),
                        String.valueOf(event.agentId()),
                        event.provider(),
                        event.model(),
                        event.kind().name(),
                        event.outcome().name(),
                        event.usage().toString(),
                        amount(event.cost()),
                        amount(event.price()),
                        event.timestamp().toString());
        return Sha256.hex(content + attribution(event));
    }

    // left out where there is none: events of before the attribution keep their digest
    private static String attribution(UsageEvent event) {
        return event.lane() == null && event.laneVisit() == null && event.personId() == null
                ? ""
                : "|%s|%s|%s".formatted(event.lane(), event.laneVisit(), event.personId());
    }

    private static String amount(BigDecimal value) {
        return value.stripTrailingZeros().toPlainString();
    }
}
