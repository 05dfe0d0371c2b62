package dev.agentworks.local.pubsub.broker;

import java.util.Collection;
import java.util.regex.Pattern;

/** The shape of ack ids: the message's number and which delivery of the subscription it was. */
public final class AckIds {

    private static final Pattern SHAPE = Pattern.compile("\\d{1,18}-\\d{1,18}");

    private AckIds() {}

    /** Refuses an id of the wrong shape. */
    public static void requireValid(Collection<String> ackIds) {
        if (ackIds.isEmpty()) {
            throw Refusal.invalid("No ack ids specified.");
        }
        for (var ackId : ackIds) {
            if (!SHAPE.matcher(ackId).matches()) {
                throw Refusal.invalid(
                        "You have passed an invalid ack ID to the service (ack_id=%s)."
                                .formatted(ackId));
            }
        }
    }

    static long number(String ackId) {
        return SHAPE.matcher(ackId).matches()
                ? Long.parseLong(ackId.substring(0, ackId.indexOf('-')))
                : -1;
    }
}
