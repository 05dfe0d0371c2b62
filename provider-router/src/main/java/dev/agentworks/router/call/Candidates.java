package dev.agentworks.router.call;

import dev.agentworks.router.routing.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Who may still be asked in one call, and when. Whoever failed waits; the next one is asked at
 * once.
 */
final class Candidates {
    private final CallSettings.Retries settings;
    private final List<Candidate> all = new ArrayList<>();

    Candidates(List<Target> targets, CallSettings.Retries settings) {
        this.settings = settings;
        targets.forEach(target -> all.add(new Candidate(target)));
    }

    /** In the order in which they shall be asked. */
    List<Candidate> left() {
        return all.stream().filter(it -> it.tries < settings.ofOneTarget()).toList();
    }

    /** This one failed, and that is what may follow. */
    void after(Candidate candidate, Recovery recovery) {
        switch (recovery) {
            case ANYBODY -> candidate.failed();
            case OTHER_KEYS -> candidate.tries++;
            case OTHERS, NONE -> candidate.leave();
            case LARGER ->
                    all.stream()
                            .filter(it -> it.context() <= candidate.context())
                            .forEach(Candidate::leave);
        }
    }

    /** One possible answerer. */
    final class Candidate {
        private final Target target;
        private int tries;
        private long notBefore = System.nanoTime();

        Candidate(Target target) {
            this.target = target;
        }

        Target target() {
            return target;
        }

        /** How long it should still be left alone. */
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
        void leave() {
            tries = settings.ofOneTarget();
        }
    }
}
