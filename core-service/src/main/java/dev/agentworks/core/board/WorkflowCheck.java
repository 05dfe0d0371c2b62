package dev.agentworks.core.board;

import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

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
     * @throws ProblemException with every fault found
     */
    void require(List<LaneWish> wishes) {
        var seen = new HashSet<Integer>();
        for (var index = 0; index < wishes.size(); index++) {
            check("/lanes/" + index, wishes.get(index), seen);
        }
        if (seen.size() < LaneKey.values().length) {
            problem.invalid("/lanes", "must name each lane from 0 to 10 once");
        }
        if (!problem.errors().isEmpty()) {
            throw problem;
        }
    }

    private void check(String at, LaneWish wish, Set<Integer> seen) {
        var number = wish.number();
        if (number == null || number < 0 || number >= LaneKey.values().length) {
            problem.invalid(at + "/number", "must be the number of a lane, 0 to 10");
        } else if (!seen.add(number)) {
            problem.invalid(at + "/number", "stands twice");
        } else if (wish.key() != null && !wish.key().equals(LaneKey.values()[number].name())) {
            problem.invalid(at + "/key", "must be " + LaneKey.values()[number].name());
        }
        name(at, wish.name());
        agents(at, wish);
        var limit = wish.wipLimit();
        if (limit != null && (limit < 1 || limit > LARGEST_LIMIT)) {
            problem.invalid(at + "/wipLimit", "must be between 1 and 1000, or null for none");
        }
        if (wish.exitCriterion() == null || !criteria.contains(wish.exitCriterion())) {
            problem.invalid(
                    at + "/exitCriterion",
                    "must be one of " + String.join(", ", new TreeSet<>(criteria)));
        }
    }

    private void name(String at, @Nullable String name) {
        if (name != null && (name.isBlank() || name.length() > LONGEST_NAME)) {
            problem.invalid(at + "/name", "must have 1 to 100 characters");
        }
    }

    private void agents(String at, LaneWish wish) {
        var known = new HashSet<String>();
        agents(at + "/onEntry", wish.onEntry(), known);
        agents(at + "/parallel", wish.parallel(), known);
        agents(at + "/manual", wish.manual(), known);
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
