package dev.agentworks.router.routing;

import dev.agentworks.router.credential.Affinity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The targets that may still be asked in one call, and when. A target that failed waits; the next
 * one is asked at once.
 */
public final class Candidates {
    private final UUID workspace;
    private final Affinity affinity;
    private final long expectedTokens;
    private final RetrySettings settings;
    private final List<Candidate> all = new ArrayList<>();

    /**
     * For one call.
     *
     * @param workspace whose keys are used where it has any
     * @param affinity to what the call has in common with earlier ones
     * @param expectedTokens about how many the vendor will count
     */
    public Candidates(
            UUID workspace,
            Affinity affinity,
            long expectedTokens,
            List<Target> targets,
            RetrySettings settings) {
        this.workspace = workspace;
        this.affinity = affinity;
        this.expectedTokens = expectedTokens;
        this.settings = settings;
        targets.forEach(target -> all.add(new Candidate(target)));
    }

    /** Whether no target may be asked any more in this call. */
    public boolean isEmpty() {
        return all.stream().noneMatch(it -> it.tries < settings.ofOneTarget());
    }

    /** Those that may still be asked, in the order in which they shall be asked. */
    List<Candidate> left() {
        return all.stream().filter(it -> it.tries < settings.ofOneTarget()).toList();
    }

    /** This candidate failed; the recovery says what may follow. */
    public void failed(Candidate candidate, Recovery recovery) {
        switch (recovery) {
            case ANY_TARGET -> candidate.failed();
            case OTHER_KEYS -> candidate.tries++;
            case OTHER_TARGETS, NONE -> candidate.exclude();
            case LARGER_MODELS ->
                    all.stream()
                            .filter(it -> it.context() <= candidate.context())
                            .forEach(Candidate::exclude);
        }
    }

    UUID workspace() {
        return workspace;
    }

    Affinity affinity() {
        return affinity;
    }

    @Nullable String conversation() {
        return affinity.name();
    }

    long expectedTokens() {
        return expectedTokens;
    }

    /** One target and what became of it in this call. */
    public final class Candidate {
        private final Target target;
        private int tries;
        private long notBefore = System.nanoTime();

        private Candidate(Target target) {
            this.target = target;
        }

        Target target() {
            return target;
        }

        /** How long it should still not be asked. */
        Duration pause() {
            return Duration.ofNanos(Math.max(0, notBefore - System.nanoTime()));
        }

        private void failed() {
            double pause = settings.pause().toNanos() * Math.pow(2, tries);
            notBefore =
                    System.nanoTime()
                            + (long) (pause * ThreadLocalRandom.current().nextDouble(0.5, 1.5));
            tries++;
        }

        private int context() {
            return target.model().contextTokens();
        }

        /** It is not asked again in this call. */
        public void exclude() {
            tries = settings.ofOneTarget();
        }
    }
}
