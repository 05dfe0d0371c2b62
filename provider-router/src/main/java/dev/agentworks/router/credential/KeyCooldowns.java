package dev.agentworks.router.credential;

import dev.agentworks.router.provider.model.FailureClass;
import dev.agentworks.router.provider.model.VendorFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** The keys that are left alone for a while, each for its own reason; the others go on. */
@Component
class KeyCooldowns {
    private final KeySettings settings;
    private final Clock clock;
    private final Map<String, Seat> seats = new ConcurrentHashMap<>();

    KeyCooldowns(KeySettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** Why and how long the key cannot be used for the model, if so. */
    Optional<Seat> seat(String keyName, String model) {
        var now = clock.instant();
        return longer(taken(keyName, now), taken(keyName + "/" + model, now));
    }

    /** What a failure says of the key it was met with. */
    void failed(String keyName, String model, VendorFailure failure) {
        switch (failure.kind().key()) {
            case KEEP -> {}
            case BENCH -> sit(keyName, failure, settings.refusedFor());
            case BENCH_LONG -> sit(keyName, failure, settings.exhaustedFor());
            // vendors count by model: another one may still be asked
            case BENCH_AS_TOLD ->
                    sit(
                            keyName + "/" + model,
                            failure,
                            failure.retryAfter() == null
                                    ? settings.limitedFor()
                                    : failure.retryAfter());
        }
    }

    private void sit(String place, VendorFailure failure, Duration time) {
        seats.put(place, new Seat(clock.instant().plus(time), failure.kind()));
    }

    private Optional<Seat> taken(String place, Instant now) {
        var seat = seats.get(place);
        if (seat == null) {
            return Optional.empty();
        }
        if (!seat.until().isAfter(now)) {
            seats.remove(place, seat);
            return Optional.empty();
        }
        return Optional.of(seat);
    }

    private static Optional<Seat> longer(Optional<Seat> one, Optional<Seat> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.or(() -> other);
        }
        return one.get().until().isAfter(other.get().until()) ? one : other;
    }

    /** Until when, and why. */
    record Seat(Instant until, FailureClass why) {}
}
