package dev.agentworks.core.board;

import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.validation.VisibleText;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Refuses rules of lanes that make no sense, and names each fault by its place. */
final class WorkflowCheck {

    /** A project may have agents of its own, so any well-formed name is taken. */
    private static final Pattern AGENT = Pattern.compile("[A-Z][A-Z0-9_]{1,39}");

    private static final int MOST_AGENTS = 20;
    private static final int LARGEST_LIMIT = 1000;
    private static final int LONGEST_NAME = 100;

    private final Set<String> criteria;
    private final ProblemException problem =
            new ProblemException(
                    CommonError.INVALID_REQUEST, "The rules of the lanes do not hold together.");

    WorkflowCheck(Set<String> criteria) {
        this.criteria = criteria;
    }

    /**
     * The lanes as they are to be.
     *
     * @throws ProblemException with every fault found
     */
    List<WorkflowView.Lane> applied(List<ChangeLane> changes, List<WorkflowView.Lane> present) {
        var lanes = new TreeMap<Integer, WorkflowView.Lane>();
        present.forEach(lane -> lanes.put(lane.number(), lane));
        var seen = new HashSet<Integer>();
        for (var index = 0; index < changes.size(); index++) {
            var at = "/lanes/" + index;
            var change = changes.get(index);
            var lane = lanes.get(change.number());
            if (lane == null) {
                problem.invalid(at + "/number", "must be the number of a lane, 0 to 10");
            } else if (!seen.add(change.number())) {
                problem.invalid(at + "/number", "stands twice");
            } else {
                if (change.key() != null && !change.key().equals(lane.key())) {
                    problem.invalid(at + "/key", "must be " + lane.key());
                }
                var changed = change.applied(lane);
                check(at, changed);
                lanes.put(change.number(), changed);
            }
        }
        if (!problem.errors().isEmpty()) {
            throw problem;
        }
        return List.copyOf(lanes.values());
    }

    private void check(String at, WorkflowView.Lane lane) {
        if (VisibleText.isBlank(lane.name()) || VisibleText.length(lane.name()) > LONGEST_NAME) {
            problem.invalid(at + "/name", "must have 1 to 100 characters");
        }
        var known = new HashSet<String>();
        agents(at + "/onEntry", lane.onEntry(), known);
        agents(at + "/parallel", lane.parallel(), known);
        agents(at + "/manual", lane.manual(), known);
        var limit = lane.wipLimit();
        if (limit != null && (limit < 1 || limit > LARGEST_LIMIT)) {
            problem.invalid(at + "/wipLimit", "must be between 1 and 1000, or null for none");
        }
        if (!criteria.contains(lane.exitCriterion())) {
            problem.invalid(
                    at + "/exitCriterion",
                    "must be one of " + String.join(", ", new TreeSet<>(criteria)));
        }
    }

    private void agents(String at, List<String> names, Set<String> known) {
        if (names.size() > MOST_AGENTS) {
            problem.invalid(at, "must name at most 20 agents");
            return;
        }
        for (var index = 0; index < names.size(); index++) {
            if (!AGENT.matcher(names.get(index)).matches()) {
                problem.invalid(at + "/" + index, "must look like DEV_BACKEND");
            } else if (!known.add(names.get(index))) {
                problem.invalid(at + "/" + index, "stands twice in this lane");
            }
        }
    }
}
