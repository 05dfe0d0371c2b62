package dev.agentworks.core.lanevisit;

import dev.agentworks.core.gate.Criterion;
import dev.agentworks.core.gate.ExitCriterion;
import dev.agentworks.core.gate.JudgedCard;
import dev.agentworks.core.gate.Missing;
import dev.agentworks.core.gate.VisitRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The exit criteria that the runs of a visit answer for. */
@Configuration(proxyBeanMethods = false)
class RunCriteria {

    private static final String COPILOT = "CEO_COPILOT";
    private static final String DEPLOYMENT = "DEPLOYMENT";

    /** Counted as such whatever an event says; a project's own agents say it by their events. */
    private static final Set<String> HIGH_RISK =
            Set.of("DEV_BACKEND", "DEV_FRONTEND", "DEVOPS", "DEPLOYMENT", "REFACTOR");

    @Bean
    ExitCriterion buildReviewed() {
        return Criterion.of("build_reviewed", RunCriteria::unbuilt);
    }

    @Bean
    ExitCriterion deploymentApproved() {
        return Criterion.approval("deployment_approved", RunCriteria::undeployed);
    }

    private static List<Missing> unbuilt(JudgedCard card) {
        var runs = card.runs();
        if (runs.stream().allMatch(run -> run.agentId().equals(COPILOT))) {
            return List.of(
                    Missing.at(
                            Missing.Code.RUN_MISSING,
                            Missing.Kind.CARD,
                            card.id(),
                            "a completed run of a build agent"));
        }
        var missing = new ArrayList<Missing>();
        for (var run : runs) {
            if (!run.completed()) {
                missing.add(
                        Missing.at(
                                Missing.Code.RUN_NOT_COMPLETED,
                                Missing.Kind.RUN,
                                run.id(),
                                "the run of %s is %s, not completed"
                                        .formatted(run.agentId(), run.status())));
            }
        }
        missing.addAll(unapproved(runs));
        return missing;
    }

    /** A run of high risk completes by a person's approval; one that lacks it does not count. */
    private static List<Missing> unapproved(List<VisitRun> runs) {
        return runs.stream()
                .filter(RunCriteria::lacksApproval)
                .map(run ->
                        Missing.at(
                                Missing.Code.RUN_UNAPPROVED,
                                Missing.Kind.RUN,
                                run.id(),
                                "a person's approval of what %s made".formatted(run.agentId())))
                .toList();
    }

    /** It completed, but a person has to approve what it did and has not. */
    private static boolean lacksApproval(VisitRun run) {
        return run.completed()
                && run.approvedBy() == null
                && ("high".equals(run.risk()) || HIGH_RISK.contains(run.agentId()));
    }

    private static List<Missing> undeployed(JudgedCard card) {
        if (card.approved()) {
            return List.of();
        }
        var runs = card.runs();
        var missing = new ArrayList<>(unapproved(runs));
        if (runs.stream().noneMatch(RunCriteria::isDeployment)) {
            missing.add(
                    Missing.at(
                            Missing.Code.APPROVAL_MISSING,
                            Missing.Kind.CARD,
                            card.id(),
                            "a deployment run approved by a person, or a person's approval of the card"));
        }
        return missing;
    }

    private static boolean isDeployment(VisitRun run) {
        return run.agentId().equals(DEPLOYMENT) && run.completed() && run.approvedBy() != null;
    }
}
