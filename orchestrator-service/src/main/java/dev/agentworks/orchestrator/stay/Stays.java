package dev.agentworks.orchestrator.stay;

import dev.agentworks.orchestrator.agent.ProjectAgents;
import dev.agentworks.orchestrator.lane.LaneEngine;
import dev.agentworks.orchestrator.lane.LaneWork;
import dev.agentworks.orchestrator.lane.Stay;
import dev.agentworks.orchestrator.lane.View;
import dev.agentworks.orchestrator.lane.Visit;
import dev.agentworks.orchestrator.lane.Visits;
import dev.agentworks.orchestrator.run.NewRun;
import dev.agentworks.orchestrator.run.Run;
import dev.agentworks.orchestrator.run.RunQueue;
import dev.agentworks.orchestrator.run.StayRuns;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Does what makes a stay go on, within the transaction of whoever learned something and holds the
 * card's lock.
 */
@Component
public class Stays {

    private final Visits visits;
    private final StayRuns runs;
    private final RunQueue queue;
    private final ProjectAgents agents;

    Stays(Visits visits, StayRuns runs, RunQueue queue, ProjectAgents agents) {
        this.visits = visits;
        this.runs = runs;
        this.queue = queue;
        this.agents = agents;
    }

    /** Whether runs of the stay are held back. */
    boolean isHeld(Visit visit) {
        return runs.of(visit.card(), visit.number()).stream().anyMatch(attempt -> attempt.isHeld());
    }

    /**
     * Carries the stay on; whether something is held for a reason that was not known before.
     *
     * @param by who or what made it go on
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean goOn(Visit visit, View view, Run.TriggerKind trigger, String by) {
        var stay = new Stay(visit.plan(), runs.of(visit.card(), visit.number()), visit.settled());
        boolean news = false;
        for (var work : LaneEngine.work(stay, agents.off(visit.project()), view)) {
            news |=
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
                            visits.touch(visit.card());
                            yield false;
                        }
                    };
        }
        return news;
    }

    /** A run of the stay is over: the stay is not settled as it was. */
    @Transactional(propagation = Propagation.MANDATORY)
    void ended(Visit visit, Run run) {
        if (visit.settled() != Stay.Settled.NOT) {
            visits.settle(visit, Stay.Settled.NOT);
        }
        goOn(
                visit.unsettled(),
                new View.Unknown(),
                Run.TriggerKind.SEQUENCE,
                "agent:" + run.agentId());
    }

    private boolean start(Visit visit, LaneWork.Start start, Run.TriggerKind trigger, String by) {
        var wanted = wanted(visit, start.agent(), start.ordinal(), trigger, by);
        if (!start.held()) {
            queue.queue(wanted);
            return false;
        }
        queue.queueHeld(wanted, start.why());
        visits.touch(visit.card());
        return start.why() != null;
    }

    private static NewRun wanted(
            Visit visit, String agent, int ordinal, Run.TriggerKind trigger, String by) {
        return new NewRun(
                NewRun.laneTrigger(visit.card(), visit.number(), agent, ordinal),
                visit.workspace(),
                visit.project(),
                visit.card(),
                visit.lane(),
                visit.number(),
                ordinal,
                agent,
                trigger,
                by,
                null,
                null);
    }
}
