package dev.agentworks.local.pubsub.broker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Messages held back by a fault until later ones have overtaken them, or for 200 ms at most. */
final class ReorderedMessages {

    private static final long LONGEST_WAIT = Duration.ofMillis(200).toNanos();

    private final List<Waiting> aside = new ArrayList<>();

    void setAside(Entry entry, int overtakers, long now) {
        aside.add(new Waiting(entry, overtakers, now + LONGEST_WAIT));
    }

    /** Counts one more message that overtook; answers the messages to be delivered after it. */
    List<Entry> passed() {
        aside.replaceAll(
                waiting -> new Waiting(waiting.entry(), waiting.left() - 1, waiting.until()));
        return leave(waiting -> waiting.left() <= 0);
    }

    List<Entry> waitedLongEnough(long now) {
        return leave(waiting -> waiting.until() - now <= 0);
    }

    long nanosToNext(long now) {
        return aside.stream()
                .mapToLong(waiting -> waiting.until() - now)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    void clear() {
        aside.clear();
    }

    private List<Entry> leave(java.util.function.Predicate<Waiting> due) {
        var leaving = aside.stream().filter(due).map(Waiting::entry).toList();
        aside.removeIf(due);
        return leaving;
    }

    private record Waiting(Entry entry, int left, long until) {}
}
