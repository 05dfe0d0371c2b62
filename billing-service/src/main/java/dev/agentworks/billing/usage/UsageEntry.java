package dev.agentworks.billing.usage;

import dev.agentworks.events.usage.UsageEvent;
import org.jspecify.annotations.Nullable;

/**
 * A row of the account of calls: a call as it was told, or what corrects one.
 *
 * @param hash by which two contents under one id are told apart
 * @param payload the message as it came
 * @param quantity 1 a call, -1 takes one back, 0 changes money only
 * @param corrects the id of what is corrected
 * @param reason why it is corrected
 */
record UsageEntry(
        UsageEvent event,
        String hash,
        String payload,
        int quantity,
        @Nullable String corrects,
        @Nullable String reason) {
    static UsageEntry told(UsageEvent event, String payload) {
        return new UsageEntry(event, PayloadHash.of(event), payload, 1, null, null);
    }

    /** The same as it was told, rated otherwise. */
    UsageEntry with(UsageEvent rated) {
        return new UsageEntry(rated, hash, payload, quantity, corrects, reason);
    }
}
