package dev.agentworks.orchestrator.run;

import dev.agentworks.orchestrator.capacity.Capacity;
import dev.agentworks.orchestrator.outgoing.LogLine;
import dev.agentworks.orchestrator.run.model.Run;
import dev.agentworks.orchestrator.run.model.RunChange;
import dev.agentworks.orchestrator.run.model.StopReason;
import dev.agentworks.orchestrator.run.store.RunLeaseStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Which worker holds a run. A claim raises the epoch that fences every later write. */
@Component
public class Leases {

    private final RunLeaseStore store;
    private final RunWriter writer;
    private final RunQueue queue;
    private final Capacity capacity;
    private final RunSettings settings;
    private final TransactionTemplate transaction;

    Leases(
            RunLeaseStore store,
            RunWriter writer,
            RunQueue queue,
            Capacity capacity,
            RunSettings settings,
            TransactionTemplate transaction) {
        this.store = store;
        this.writer = writer;
        this.queue = queue;
        this.capacity = capacity;
        this.settings = settings;
        this.transaction = transaction;
    }

    /**
     * Takes the run when it is due and not held, or when its holder's lease ran out. A place of a
     * workspace goes to its most urgent run, though another one asked for it.
     */
    public Optional<Run> claim(UUID run, String owner) {
        // read before any lock is taken: most claims come to nothing
        return store.candidate(run)
                .flatMap(candidate ->
                        switch (candidate.state()) {
                            case DUE ->
                                    capacity.inTurn(
                                            candidate.workspace(),
                                            () -> takePlace(run, owner, candidate));
                            case HELD -> takeOver(run, owner);
                            case SETTLED -> Optional.empty();
                        });
    }

    // claims of one workspace are made one after the other under the lock of its places, so that
    // none of them passes one that is more urgent
    private Optional<Run> takePlace(UUID wanted, String owner, RunLeaseStore.Candidate candidate) {
        return Objects.requireNonNull(
                transaction.execute(_ -> {
                    int places = capacity.limit(candidate.workspace());
                    var run = store.moreUrgent(candidate).orElse(wanted);
                    return taken(run, take(run, owner, candidate.workspace(), places));
                }));
    }

    // replacing a lost worker takes no new place
    private Optional<Run> takeOver(UUID run, String owner) {
        return Objects.requireNonNull(
                transaction.execute(_ -> taken(run, take(run, owner, null, 0))));
    }

    private Optional<RunLeaseStore.Claimed> take(
            UUID run, String owner, @Nullable UUID workspace, int places) {
        return store.claim(run, owner, workspace, places, settings.lease(), settings.deadline());
    }

    private Optional<Run> taken(UUID run, Optional<RunLeaseStore.Claimed> taken) {
        taken.ifPresentOrElse(this::announce, () -> store.noteWakeUp(run));
        return taken.map(RunLeaseStore.Claimed::run);
    }

    /**
     * Keeps the leases of this process; tells for each run it still holds whether it is to stop.
     */
    @Transactional
    public Map<UUID, Held> renew(Map<UUID, Long> epochs) {
        return store.renew(epochs, settings.lease()).stream()
                .map(held -> new Held(held.run(), held.stopReason()))
                .collect(Collectors.toMap(Held::run, held -> held));
    }

    /** How long the present holder keeps the run unless it renews its lease. */
    public Duration remaining(UUID run) {
        return store.remaining(run).orElse(Duration.ZERO);
    }

    /** Runs that may be gone on with now, in fair order. */
    public List<UUID> due(int most) {
        return capacity.due(most);
    }

    /** Lets runs say that they wait because their workspace has as many at work as it may. */
    @Transactional
    public void tellLimited(int most) {
        capacity.limited(most).forEach(queue::limited);
    }

    private void announce(RunLeaseStore.Claimed claimed) {
        var run = claimed.run();
        var change = RunChange.none().progress(run.state().progress());
        if (!claimed.again()) {
            var resumed = claimed.lost() ? "goes on after its worker was lost" : "goes on";
            var first = run.version().epoch() == 1;
            change.line(LogLine.info(run.agentId() + " " + (first ? "starts" : resumed)));
        }
        writer.announce(run, change);
    }

    /** A lease that still holds, and why its run is to stop. */
    public record Held(UUID run, @Nullable StopReason stopReason) {}
}
