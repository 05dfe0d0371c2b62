package dev.agentworks.gateway.socket;

import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.stereotype.Component;

/** Counts the live connections of each person and of each address at this instance. */
@Component
public class OpenConnections {
    private final ConcurrentMap<String, Integer> counts = new ConcurrentHashMap<>();
    private final SocketSettings settings;

    OpenConnections(SocketSettings settings) {
        this.settings = settings;
    }

    /** A place for another connection of the person; empty when they have too many. */
    public Optional<Place> ofPerson(String userId) {
        return take("person " + userId, settings.perPerson());
    }

    /** A place for a connection from the address that has not said yet whose it is. */
    Optional<Place> unproven(String address) {
        return take("address " + address, settings.unprovenPerAddress());
    }

    private Optional<Place> take(String owner, int most) {
        var granted = new AtomicBoolean();
        counts.compute(
                owner,
                (_, before) -> {
                    int now = before == null ? 0 : before;
                    granted.set(now < most);
                    return granted.get() ? now + 1 : before;
                });
        return granted.get() ? Optional.of(new Place(owner)) : Optional.empty();
    }

    /** The place of one connection, given back once. */
    public final class Place {
        private final String owner;
        private final AtomicBoolean open = new AtomicBoolean(true);

        private Place(String owner) {
            this.owner = owner;
        }

        public void giveBack() {
            if (open.compareAndSet(true, false)) {
                counts.computeIfPresent(owner, (_, now) -> now == 1 ? null : now - 1);
            }
        }
    }
}
