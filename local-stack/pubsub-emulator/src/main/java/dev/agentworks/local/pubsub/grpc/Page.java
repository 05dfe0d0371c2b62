package dev.agentworks.local.pubsub.grpc;

import dev.agentworks.local.pubsub.broker.Refusal;
import java.util.List;

/** A part of a list and the token of the next one. */
record Page<T>(List<T> items, String nextToken) {

    static <T> Page<T> of(List<T> all, int size, String token) {
        var from = token.isEmpty() ? 0 : start(token, all.size());
        var to = size <= 0 ? all.size() : Math.min(all.size(), from + size);
        return new Page<>(all.subList(from, to), to == all.size() ? "" : Integer.toString(to));
    }

    private static int start(String token, int size) {
        try {
            return Math.clamp(Integer.parseInt(token), 0, size);
        } catch (NumberFormatException e) {
            throw Refusal.invalid("Invalid page token given.");
        }
    }
}
