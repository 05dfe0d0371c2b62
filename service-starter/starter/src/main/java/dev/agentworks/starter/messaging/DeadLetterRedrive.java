package dev.agentworks.starter.messaging;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Has dead letters handled once more, many at a time: after an outage they are usually of one
 * cause. Messages of one key keep their order, so that one that fails again holds back the later
 * ones of its key.
 */
final class DeadLetterRedrive {
    private final TableDeadLetters deadLetters;
    private final InboundMessages messages;

    DeadLetterRedrive(TableDeadLetters deadLetters, InboundMessages messages) {
        this.deadLetters = deadLetters;
        this.messages = messages;
    }

    /** Has this one handled. */
    Outcome one(DeadLetter letter) {
        var subscription = messages.subscription(letter.subscription());
        if (subscription.isEmpty()) {
            return new Outcome.NobodyListens();
        }
        return switch (messages.handle(subscription.get(), letter.message())) {
            case Handling.Done _ -> {
                deadLetters.redriven(letter.id());
                yield new Outcome.Redriven();
            }
            case Handling.RetryLater(var reason) -> failedAgain(letter.id(), reason);
            case Handling.Undeliverable(var reason) -> failedAgain(letter.id(), reason);
        };
    }

    /** Has the oldest of these handled, so many at most. */
    Result all(Filter filter, int most) {
        int redriven = 0;
        int failed = 0;
        int heldBack = 0;
        var stuck = new HashSet<String>();
        for (var letter : deadLetters.oldest(filter, most)) {
            if (isBehind(letter, stuck)) {
                heldBack++;
            } else if (one(letter) instanceof Outcome.Redriven) {
                redriven++;
            } else {
                failed++;
                stuck.add(key(letter));
            }
        }
        return new Result(
                redriven, failed, heldBack, deadLetters.count(filter), deadLetters.causes(filter));
    }

    private Outcome failedAgain(UUID id, String reason) {
        deadLetters.failedAgain(id, reason);
        return new Outcome.FailedAgain(reason);
    }

    private static boolean isBehind(DeadLetter letter, Set<String> stuck) {
        return letter.orderingKey() != null && stuck.contains(key(letter));
    }

    private static String key(DeadLetter letter) {
        return letter.subscription() + "/" + letter.orderingKey();
    }

    /** What became of one. */
    sealed interface Outcome {
        record Redriven() implements Outcome {}

        record FailedAgain(String reason) implements Outcome {}

        record NobodyListens() implements Outcome {}
    }

    /**
     * What became of many.
     *
     * @param heldBack because an earlier one of their key failed again
     * @param remaining how many of the filter are left, with those that were not tried
     */
    record Result(
            int redriven,
            int failed,
            int heldBack,
            long remaining,
            List<TableDeadLetters.Cause> causes) {}

    /** Which dead letters; all where nothing is given. */
    record Filter(@Nullable String subscription, @Nullable String cause) {}
}
