package dev.agentworks.orchestrator.lane;

import dev.agentworks.events.run.RunWait;
import dev.agentworks.orchestrator.client.CardContext;
import dev.agentworks.orchestrator.client.CardFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rules of lanes as functions: what is known and what is read in, what is to be done out. */
public final class LaneEngine {

    private LaneEngine() {}

    /**
     * What a card event means for the agents.
     *
     * @param known what the last decision about this card left
     * @param hint the event that made us look
     * @param found the card as it is now; none when it is gone
     */
    public static LaneStart decide(Cursor known, Hint hint, @Nullable CardContext found) {
        if (found == null) {
            return new LaneStart.Gone();
        }
        // one that is there again was restored, whatever a late event says
        if (found.laneVisit() <= known.visit()) {
            return new LaneStart.Nothing();
        }
        var lane = found.lane();
        boolean first = found.laneVisit() == 1;
        // the first lane's plan depends on who created the card, which only the event of its
        // creation says
        if (first && hint == Hint.CHANGED) {
            return new LaneStart.Nothing();
        }
        var plan = first && hint == Hint.CREATED_BY_AGENT ? LanePlan.quiet() : plan(found);
        return new LaneStart.Enter(found.laneVisit(), lane.number(), lane.ruleVersion(), plan);
    }

    private static LanePlan plan(CardContext found) {
        var lane = found.lane();
        boolean byItself = !lane.onEntry().isEmpty() || !lane.parallel().isEmpty();
        return new LanePlan(lane.onEntry(), lane.parallel(), !byItself && !lane.manual().isEmpty());
    }

    /** What holds the card's agents back; none when nothing does. */
    public static @Nullable RunWait hold(CardContext found) {
        if (!found.blockedBy().isEmpty()) {
            return new RunWait(
                    "blocked-by-card",
                    found.blockedBy().stream()
                            .map(CardFacts::key)
                            .collect(Collectors.joining(", ", "Waits until ", " is done.")));
        }
        var next = found.nextLane();
        return next != null && next.isFull()
                ? new RunWait(
                        "wip-limit-reached",
                        "Waits until there is room in %s: %d of %d cards are there."
                                .formatted(next.name(), next.count(), next.wipLimit()))
                : null;
    }

    /**
     * Everything that makes the visit go on. Doing it and asking again leaves nothing to do, and
     * doing a part of it is made good by asking again.
     *
     * @param off agents the project switched off
     */
    public static List<LaneWork> work(VisitProgress progress, Set<String> off, HoldCheck check) {
        var work = new ArrayList<LaneWork>();
        boolean started = start(progress, off, check, work);
        if (check instanceof HoldCheck.Known(var hold)) {
            progress.runs().stream()
                    .filter(run -> run.state() == VisitRun.State.HELD)
                    .map(run -> free(run, hold))
                    .forEach(work::add);
        }
        var settled = started ? VisitProgress.Settled.NOT : settled(progress);
        if (settled != progress.settled()) {
            work.add(new LaneWork.Settle(settled));
        }
        return work;
    }

    private static LaneWork free(VisitRun run, @Nullable RunWait hold) {
        return hold == null ? new LaneWork.Release(run.run()) : new LaneWork.Hold(run.run(), hold);
    }

    // the sequence up to the first that is not done, then all that stand side by side
    private static boolean start(
            VisitProgress progress, Set<String> off, HoldCheck check, List<LaneWork> work) {
        var counting = progress.counting();
        var plan = progress.plan();
        boolean started = false;
        for (int ordinal = 0; ordinal < plan.size(); ordinal++) {
            var run = counting.get(ordinal);
            boolean inSequence = ordinal < plan.sequence().size();
            if (run != null) {
                if (inSequence && !run.state().isGood()) {
                    return started;
                }
                continue;
            }
            var agent = plan.agent(ordinal);
            if (off.contains(agent)) {
                work.add(new LaneWork.Skip(agent, ordinal));
                continue;
            }
            work.add(begin(agent, ordinal, check));
            started = true;
            if (inSequence) {
                return true;
            }
        }
        return started;
    }

    private static LaneWork begin(String agent, int ordinal, HoldCheck check) {
        return switch (check) {
            case HoldCheck.Unknown _ -> new LaneWork.Start(agent, ordinal, true, null);
            case HoldCheck.Known(var hold) ->
                    new LaneWork.Start(agent, ordinal, hold != null, hold);
        };
    }

    private static VisitProgress.Settled settled(VisitProgress progress) {
        var counting = progress.counting().values();
        if (counting.stream().anyMatch(run -> !run.state().isOver())
                || progress.plan().waitsForPerson() && counting.isEmpty()) {
            return VisitProgress.Settled.NOT;
        }
        return counting.stream().allMatch(run -> run.state().isGood())
                ? VisitProgress.Settled.COMPLETED
                : VisitProgress.Settled.INCOMPLETE;
    }

    /** What an event claims to have happened. */
    public enum Hint {
        CREATED,
        CREATED_BY_AGENT,
        CHANGED,
        DELETED
    }

    /** What is known of a card: its last visit to a lane, 0 before the first. */
    public record Cursor(int visit, boolean deleted) {}
}
