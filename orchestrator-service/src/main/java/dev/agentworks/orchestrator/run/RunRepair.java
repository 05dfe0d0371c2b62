package dev.agentworks.orchestrator.run;

import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.servicetoken.ActingUser;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Goes on with many runs at once that one cause has stopped, such as a provider that was away: what
 * a person would do with each of them, done by an operator for all.
 */
@Component
public class RunRepair {

    private static final Logger LOG = LoggerFactory.getLogger(RunRepair.class);

    /** The same for every repair, so that a run is repeated once however often it is asked for. */
    private static final String COMMAND = "repair";

    private static final String OPERATOR = "operator";

    private final RunCauses causes;
    private final Runs runs;
    private final RunDecisions decisions;

    RunRepair(RunCauses causes, Runs runs, RunDecisions decisions) {
        this.causes = causes;
        this.runs = runs;
        this.decisions = decisions;
    }

    /** What has stopped runs since then. */
    public List<Stopped> causes(Instant since) {
        return causes.since(since).stream()
                .map(cause ->
                        new Stopped(
                                cause.cause(),
                                cause.status(),
                                cause.count(),
                                cause.firstAt(),
                                cause.lastAt()))
                .toList();
    }

    /** Repeats failed runs of this cause and goes on with parked ones, so many at most. */
    public Repaired retry(String cause, Instant since, int most) {
        int retried = 0;
        var refused = new TreeMap<String, Integer>();
        for (var found : causes.of(cause, since, most)) {
            try {
                retry(found);
                retried++;
            } catch (ProblemException e) {
                LOG.info("run {} is not repaired: {}", found.run(), e.getMessage());
                refused.merge(e.code().code(), 1, Integer::sum);
            }
        }
        return new Repaired(retried, refused);
    }

    private void retry(RunCauses.Found found) {
        var operator = new ActingUser(OPERATOR, Map.of(found.workspace().toString(), "ADMIN"));
        if (found.parked()) {
            // a run that is parked again may be let go on again
            decisions.resume(
                    found.run(),
                    RunCommand.of(operator, null, COMMAND, found.run()),
                    RunDecisions.Resumption.RETRY);
        } else {
            runs.retry(found.run(), COMMAND, operator);
        }
    }

    /** Runs of one cause. */
    public record Stopped(
            String cause, String status, long count, Instant firstAt, Instant lastAt) {}

    /**
     * What became of them.
     *
     * @param refused how many could not be gone on with, by the code of the reason
     */
    public record Repaired(int retried, Map<String, Integer> refused) {}
}
