package dev.agentworks.local.pubsub.broker;

import dev.agentworks.local.pubsub.broker.Entry.Lease;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which messages are outstanding, with whom, and until when. */
final class Leases {

    private final Map<String, Lease> byAckId = new HashMap<>();
    private final TreeSet<Lease> byDeadline = new TreeSet<>();
    private long issued;

    Lease open(Entry entry, Consumer consumer, Duration ackDeadline, long now) {
        var ackId = "%d-%d".formatted(entry.number(), ++issued);
        var lease = new Lease(ackId, entry, consumer, now + ackDeadline.toNanos());
        byAckId.put(ackId, lease);
        byDeadline.add(lease);
        entry.lease = lease;
        entry.lastAckId = ackId;
        entry.attempts++;
        return lease;
    }

    @Nullable Lease find(String ackId) {
        return byAckId.get(ackId);
    }

    void close(Lease lease) {
        byAckId.remove(lease.ackId);
        byDeadline.remove(lease);
        lease.entry.lease = null;
        lease.consumer.released(lease.entry.message.size());
    }

    void closeAll() {
        List.copyOf(byAckId.values()).forEach(this::close);
    }

    void extend(Lease lease, Duration ackDeadline, long now) {
        if (byDeadline.remove(lease)) {
            lease.deadline = now + ackDeadline.toNanos();
            byDeadline.add(lease);
        }
    }

    /**
     * The consumer is done with it, yet it stays open: an earlier message of its key is still
     * outstanding.
     */
    void settle(Lease lease) {
        byDeadline.remove(lease);
    }

    List<Lease> expired(long now) {
        var expired = new ArrayList<Lease>();
        for (var lease : byDeadline) {
            if (lease.deadline - now > 0) {
                break;
            }
            expired.add(lease);
        }
        return expired;
    }

    /** How long until the first of them expires, or {@link Long#MAX_VALUE}. */
    long nanosToNext(long now) {
        return byDeadline.isEmpty() ? Long.MAX_VALUE : byDeadline.getFirst().deadline - now;
    }
}
