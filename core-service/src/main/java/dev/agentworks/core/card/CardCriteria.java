package dev.agentworks.core.card;

import dev.agentworks.core.card.VisitRuns.VisitRun;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The exit criteria that cards can judge by themselves. */
@Configuration(proxyBeanMethods = false)
class CardCriteria {

    private static final String COPILOT = "CEO_COPILOT";
    private static final String DEPLOYMENT = "DEPLOYMENT";

    private static final String APPROVAL = "the approval of a person";

    private final CardQueries cards;
    private final VisitRuns runs;

    CardCriteria(CardQueries cards, VisitRuns runs) {
        this.cards = cards;
        this.runs = runs;
    }

    @Bean
    ExitCriterion tasksPlanned() {
        return Criterion.of(
                "tasks_planned",
                judged -> {
                    var children = cards.childrenOf(judged);
                    return Criterion.each(
                            judged,
                            card -> {
                                var tasks =
                                        of(
                                                children.getOrDefault(card.id(), List.of()),
                                                CardType.TASK);
                                if (tasks.isEmpty()) {
                                    return List.of("at least one TASK child card");
                                }
                                return tasks.stream()
                                        .filter(task -> !task.hasCriteria())
                                        .map(task -> "acceptance criteria of " + task.key())
                                        .toList();
                            });
                });
    }

    @Bean
    ExitCriterion noOpenBugs() {
        return Criterion.of(
                "no_open_bugs",
                judged -> {
                    var children = cards.childrenOf(judged);
                    return Criterion.each(
                            judged,
                            card ->
                                    of(children.getOrDefault(card.id(), List.of()), CardType.BUG)
                                            .stream()
                                            .filter(bug -> bug.status() != CardStatus.DONE)
                                            .map(bug ->
                                                    "%s is still open: %s"
                                                            .formatted(bug.key(), bug.title()))
                                            .toList());
                });
    }

    @Bean
    ExitCriterion reviewApproved() {
        return new Criterion(
                "review_approved",
                true,
                judged ->
                        Criterion.each(
                                judged, card -> approved(card) ? List.of() : List.of(APPROVAL)));
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

    /**
     * The last lane has no gate of its own: entering it with the criterion before met ends the
     * work.
     */
    @Bean
    ExitCriterion completed() {
        return Criterion.of("completed", judged -> Criterion.each(judged, _ -> List.of()));
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

    private static List<String> undeployed(CardView card, List<VisitRun> runs) {
        if (approved(card)) {
            return List.of();
        }
        var missing = new ArrayList<>(unapproved(runs));
        if (runs.stream().noneMatch(CardCriteria::isDeployment)) {
            missing.add(
                    "a deployment run approved by a person, or a person's approval of the card");
        }
        return missing;
    }

    private static boolean isDeployment(VisitRun run) {
        return run.agentId().equals(DEPLOYMENT) && run.completed() && run.approvedBy() != null;
    }

    private static boolean approved(CardView card) {
        return card.reviewState() == ReviewState.APPROVED;
    }

    private static List<CardChild> of(List<CardChild> children, CardType type) {
        return children.stream().filter(child -> child.type() == type).toList();
    }
}
