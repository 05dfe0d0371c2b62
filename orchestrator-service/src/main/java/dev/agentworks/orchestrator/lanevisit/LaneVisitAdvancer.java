package dev.agentworks.orchestrator.lanevisit;

import dev.agentworks.orchestrator.agent.ProjectAgents;
import dev.agentworks.orchestrator.lane.HoldCheck;
import dev.agentworks.orchestrator.lane.LaneEngine;
import dev.agentworks.orchestrator.lane.LaneVisit;
import dev.agentworks.orchestrator.lane.LaneVisits;
import dev.agentworks.orchestrator.lane.LaneWork;
import dev.agentworks.orchestrator.lane.VisitProgress;
import dev.agentworks.orchestrator.lane.VisitRun;
import dev.agentworks.orchestrator.run.RunQueue;
import dev.agentworks.orchestrator.run.VisitRuns;
import dev.agentworks.orchestrator.run.model.NewRun;
import dev.agentworks.orchestrator.run.model.Run;
import dev.agentworks.orchestrator.run.model.RunPlacement;
import dev.agentworks.orchestrator.run.model.RunTrigger;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes a lane visit as far as its rules allow, within the transaction of the caller, which holds
 * the card's lock.
 */
@Component
public class LaneVisitAdvancer {

    private final LaneVisits visits;
    private final VisitRuns runs;
    private final RunQueue queue;
    private final ProjectAgents agents;

    LaneVisitAdvancer(LaneVisits visits, VisitRuns runs, RunQueue queue, ProjectAgents agents) {
        this.visits = visits;
        this.runs = runs;
        this.queue = queue;
        this.agents = agents;
    }

    /** Whether runs of the visit are held back. */
    boolean isHeld(LaneVisit visit) {
        return runs.of(visit.card(), visit.number()).stream().anyMatch(VisitRun::isHeld);
    }

    /**
     * Does all that is due; returns whether a run is held for a reason that was not known before.
     *
     * @param by the person, agent or rule that caused it
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean advance(LaneVisit visit, HoldCheck check, RunTrigger.Kind trigger, String by) {
        var progress =
                new VisitProgress(
                        visit.plan(), runs.of(visit.card(), visit.number()), visit.settled());
        boolean newReason = false;
        for (var work : LaneEngine.work(progress, agents.off(visit.project()), check)) {
            newReason |=
                    switch (work) {
                        case LaneWork.Start start -> start(visit, start, trigger, by);
                        case LaneWork.Skip(var agent, int ordinal) -> {
                            queue.skip(wanted(visit, agent, ordinal, trigger, by));
                            yield false;
                        }
                        case LaneWork.Hold(var run, var why) -> queue.hold(run, why);
                        case LaneWork.Release(var run) -> {
                            queue.release(run);
                            yield false;
                        }
                        case LaneWork.Settle(var settled) -> {
                            visits.settle(visit, settled);
                            visits.requestRecheck(visit.card());
                            yield false;
                        }
                    };
        }
        return newReason;
    }

    /** A run of the visit is over: the visit is not settled as it was. */
    @Transactional(propagation = Propagation.MANDATORY)
    void runEnded(LaneVisit visit, Run run) {
        if (visit.settled() != VisitProgress.Settled.NOT) {
            visits.settle(visit, VisitProgress.Settled.NOT);
        }
        advance(
                visit.unsettled(),
                new HoldCheck.Unknown(),
                RunTrigger.Kind.SEQUENCE,
                "agent:" + run.agentId());
    }

    private boolean start(
            LaneVisit visit, LaneWork.Start start, RunTrigger.Kind trigger, String by) {
        var wanted = wanted(visit, start.agent(), start.ordinal(), trigger, by);
        if (!start.held()) {
            queue.queue(wanted);
            return false;
        }
        queue.queueHeld(wanted, start.why());
        visits.requestRecheck(visit.card());
        return start.why() != null;
    }

    private static NewRun wanted(
            LaneVisit visit, String agent, int ordinal, RunTrigger.Kind trigger, String by) {
        return NewRun.onCard(
                NewRun.laneTrigger(visit.card(), visit.number(), agent, ordinal),
                visit.workspace(),
                visit.project(),
                visit.card(),
                agent,
                new RunPlacement(visit.lane(), visit.number(), ordinal),
                new RunTrigger(trigger, by, null, null));
    }
}
