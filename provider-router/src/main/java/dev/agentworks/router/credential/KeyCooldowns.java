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

/** The keys that are not used for a while, each for its own reason. */
@Component
class KeyCooldowns {
    private final KeySettings settings;
    private final Clock clock;
    private final Map<String, Cooldown> cooldowns = new ConcurrentHashMap<>();

    KeyCooldowns(KeySettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** Why and how long the key cannot be used for the model, if so. */
    Optional<Cooldown> of(String keyName, String model) {
        var now = clock.instant();
        return longer(active(keyName, now), active(keyName + "/" + model, now));
    }

    /** The key met this failure; it cools down where the failure is the key's. */
    void failed(String keyName, String model, VendorFailure failure) {
        switch (failure.kind().key()) {
            case KEEP -> {}
            case COOL_DOWN -> coolDown(keyName, failure, settings.refusedFor());
            case COOL_DOWN_LONG -> coolDown(keyName, failure, settings.exhaustedFor());
            // vendors count by model: another one may still be asked
            case COOL_DOWN_AS_TOLD ->
                    coolDown(
                            keyName + "/" + model,
                            failure,
                            failure.retryAfter() == null
                                    ? settings.limitedFor()
                                    : failure.retryAfter());
        }
    }

    private void coolDown(String place, VendorFailure failure, Duration time) {
        cooldowns.put(place, new Cooldown(clock.instant().plus(time), failure.kind()));
    }

    private Optional<Cooldown> active(String place, Instant now) {
        var cooldown = cooldowns.get(place);
        if (cooldown == null) {
            return Optional.empty();
        }
        if (!cooldown.until().isAfter(now)) {
            cooldowns.remove(place, cooldown);
            return Optional.empty();
        }
        return Optional.of(cooldown);
    }

    private static Optional<Cooldown> longer(Optional<Cooldown> one, Optional<Cooldown> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return one.or(() -> other);
        }
        return one.get().until().isAfter(other.get().until()) ? one : other;
    }

    /** Until when, and why. */
    record Cooldown(Instant until, FailureClass why) {}
}
