package dev.agentworks.billing.usage;

import dev.agentworks.events.usage.UsageEvent;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A digest of what an event says, so that two tellings of one id can be compared. */
final class PayloadHash {
    private PayloadHash() {}

    static String of(UsageEvent event) {
        // amounts without their trailing zeros: 0.10 and 0.1 are one amount
        var said =
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
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(said.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String amount(BigDecimal value) {
        return value.stripTrailingZeros().toPlainString();
    }
}
