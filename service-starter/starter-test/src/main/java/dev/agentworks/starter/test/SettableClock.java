package dev.agentworks.starter.test;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that goes with the system's until a test moves it. */
public final class SettableClock extends Clock {
    private final AtomicReference<Clock> now;

    public SettableClock() {
        this(Clock.systemUTC());
    }

    private SettableClock(Clock start) {
        this.now = new AtomicReference<>(start);
    }

    /** Stops the clock at this instant. */
    public void set(Instant instant) {
        now.set(Clock.fixed(instant, ZoneOffset.UTC));
    }

    /** Moves the clock; a running one goes on running. */
    public void advance(Duration duration) {
        now.updateAndGet(clock -> Clock.offset(clock, duration));
    }

    /** Goes with the system again. */
    public void reset() {
        now.set(Clock.systemUTC());
    }

    @Override
    public ZoneId getZone() {
        return now.get().getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return now.get().withZone(zone);
    }

    @Override
    public Instant instant() {
        return now.get().instant();
    }
}
