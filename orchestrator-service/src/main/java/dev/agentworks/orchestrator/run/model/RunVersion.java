package dev.agentworks.orchestrator.run.model;

/**
 * The numbers that fence and order what is written of a run.
 *
 * @param epoch of the lease; every claim raises it
 * @param runSeq of its latest event, without a gap from 1
 * @param logSeq of its latest log line, without a gap from 1
 */
public record RunVersion(long epoch, long runSeq, long logSeq) {

    RunVersion after(RunChange change) {
        return new RunVersion(
                epoch, runSeq + (change.isAnnounced() ? 1 : 0), logSeq + change.lines().size());
    }
}
