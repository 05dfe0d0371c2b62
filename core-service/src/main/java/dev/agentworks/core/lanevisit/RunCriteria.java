package dev.agentworks.core.lanevisit;

import dev.agentworks.core.gate.Criterion;
import dev.agentworks.core.gate.ExitCriterion;
import dev.agentworks.core.gate.JudgedCard;
import dev.agentworks.core.lanevisit.LaneVisitRuns.VisitRun;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The exit criteria that the runs of a visit answer for. */
@Configuration(proxyBeanMethods = false)
class RunCriteria {

    private static final String COPILOT = "CEO_COPILOT";
    private static final String DEPLOYMENT = "DEPLOYMENT";

    private final LaneVisitRuns runs;

    RunCriteria(LaneVisitRuns runs) {
        this.runs = runs;
    }

    @Bean
    ExitCriterion buildReviewed() {
        return Criterion.of(
                "build_reviewed",
                judged -> {
                    var visits = runs.of(judged);
                    return Criterion.each(
                            judged, card -> unbuilt(visits.getOrDefault(card.id(), List.of())));
                });
    }

    @Bean
    ExitCriterion deploymentApproved() {
        return new Criterion(
                "deployment_approved",
                true,
                judged -> {
                    var visits = runs.of(judged);
                    return Criterion.each(
                            judged,
                            card -> undeployed(card, visits.getOrDefault(card.id(), List.of())));
                });
    }

    private static List<String> unbuilt(List<VisitRun> runs) {
        if (runs.stream().allMatch(run -> run.agentId().equals(COPILOT))) {
            return List.of("a completed run of a build agent");
        }
        var missing = new ArrayList<String>();
        for (var run : runs) {
            if (!run.completed()) {
                missing.add(
                        "the run of %s is %s, not completed"
                                .formatted(run.agentId(), run.status()));
            }
        }
        missing.addAll(unapproved(runs));
        return missing;
    }

    /** A run of high risk completes by a person's approval; one that lacks it does not count. */
    private static List<String> unapproved(List<VisitRun> runs) {
        return runs.stream()
                .filter(VisitRun::lacksApproval)
                .map(run -> "a person's approval of what %s made".formatted(run.agentId()))
                .toList();
    }

    private static List<String> undeployed(JudgedCard card, List<VisitRun> runs) {
        if (card.approved()) {
            return List.of();
        }
        var missing = new ArrayList<>(unapproved(runs));
        if (runs.stream().noneMatch(RunCriteria::isDeployment)) {
            missing.add(
                    "a deployment run approved by a person, or a person's approval of the card");
        }
        return missing;
    }

    private static boolean isDeployment(VisitRun run) {
        return run.agentId().equals(DEPLOYMENT) && run.completed() && run.approvedBy() != null;
    }
}
