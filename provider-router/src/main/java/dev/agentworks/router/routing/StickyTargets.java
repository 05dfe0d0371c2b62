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
 * Keeps a conversation with the target that answered it last, when that vendor's cache makes
 * reading the conversation cheaper, until the conversation has been silent so long that the cache
 * is cold.
 */
@Component
public class StickyTargets {
    private final Map<String, Last> remembered = new ConcurrentHashMap<>();
    private final RoutingSettings settings;
    private final Clock clock;

    StickyTargets(RoutingSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** The target answered the conversation. */
    public void answered(@Nullable String conversation, Target target) {
        if (conversation != null && cachesCheaply(target)) {
            remembered.put(
                    conversation,
                    new Last(target.name(), clock.instant().plus(settings.stickyFor())));
        }
    }

    /** The targets, with the one that answered the conversation last in front. */
    List<Target> first(@Nullable String conversation, List<Target> targets) {
        var last = conversation == null ? null : remembered.get(conversation);
        if (last == null || !last.until().isAfter(clock.instant())) {
            return targets;
        }
        return Stream.concat(
                        targets.stream().filter(it -> it.name().equals(last.target())),
                        targets.stream().filter(it -> !it.name().equals(last.target())))
                .toList();
    }

    @Scheduled(fixedDelayString = "PT1M")
    void forget() {
        var now = clock.instant();
        remembered.values().removeIf(last -> !last.until().isAfter(now));
    }

    private boolean cachesCheaply(Target target) {
        return target.model()
                .priceAt(clock.instant())
                .map(price -> price.perMillion())
                .filter(rates -> rates.cachedInput().compareTo(rates.input()) < 0)
                .isPresent();
    }

    private record Last(String target, Instant until) {}
}
