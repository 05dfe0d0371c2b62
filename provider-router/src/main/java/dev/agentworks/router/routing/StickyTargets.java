package dev.agentworks.router.routing;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Keeps a conversation with whom it was answered by last, when reading from that vendor's cache is
 * cheaper than reading anew, until it has been silent so long that the cache is cold.
 */
@Component
public class StickyTargets {
    private final Map<String, Seat> seats = new ConcurrentHashMap<>();
    private final RoutingSettings settings;
    private final Clock clock;

    StickyTargets(RoutingSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** The choice answered the conversation. */
    public void answered(@Nullable String conversation, Target choice) {
        if (conversation != null && cachesCheaply(choice)) {
            seats.put(
                    conversation,
                    new Seat(choice.name(), clock.instant().plus(settings.stickyFor())));
        }
    }

    List<Target> first(@Nullable String conversation, List<Target> choices) {
        var seat = conversation == null ? null : seats.get(conversation);
        if (seat == null || !seat.until().isAfter(clock.instant())) {
            return choices;
        }
        return Stream.concat(
                        choices.stream().filter(it -> it.name().equals(seat.choice())),
                        choices.stream().filter(it -> !it.name().equals(seat.choice())))
                .toList();
    }

    @Scheduled(fixedDelayString = "PT1M")
    void forget() {
        var now = clock.instant();
        seats.values().removeIf(seat -> !seat.until().isAfter(now));
    }

    private boolean cachesCheaply(Target choice) {
        return choice.model()
                .priceAt(clock.instant())
                .map(price -> price.perMillion())
                .filter(rates -> rates.cachedInput().compareTo(rates.input()) < 0)
                .isPresent();
    }

    private record Seat(String choice, Instant until) {}
}
