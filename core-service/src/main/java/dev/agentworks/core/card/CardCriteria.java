package dev.agentworks.core.card;

import dev.agentworks.core.gate.Criterion;
import dev.agentworks.core.gate.ExitCriterion;
import dev.agentworks.core.gate.Missing;
import java.util.List;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The exit criteria that cards can judge by themselves. */
@Configuration(proxyBeanMethods = false)
class CardCriteria {

    private static final String APPROVAL = "the approval of a person";

    private final CardChildren children;

    CardCriteria(CardChildren children) {
        this.children = children;
    }

    @Bean
    ExitCriterion tasksPlanned() {
        return new Criterion(
                "tasks_planned",
                false,
                card -> card.holdsTasks() ? Set.of(children) : Set.of(),
                (card, facts) -> {
                    if (!card.holdsTasks()) {
                        return List.of();
                    }
                    var tasks = of(facts.of(children, card, List.of()), CardType.TASK);
                    if (tasks.isEmpty()) {
                        return List.of(Missing.child("TASK", "at least one TASK child card"));
                    }
                    return tasks.stream()
                            .filter(task -> !task.hasCriteria())
                            .map(task ->
                                    Missing.at(
                                            Missing.Code.CHILD_WITHOUT_CRITERIA,
                                            Missing.Kind.CARD,
                                            task.id(),
                                            "acceptance criteria of " + task.key()))
                            .toList();
                });
    }

    @Bean
    ExitCriterion noOpenBugs() {
        return Criterion.of(
                "no_open_bugs",
                Set.of(children),
                (card, facts) ->
                        of(facts.of(children, card, List.of()), CardType.BUG).stream()
                                .filter(bug -> bug.status() != CardStatus.DONE)
                                .map(bug ->
                                        Missing.at(
                                                Missing.Code.BUG_OPEN,
                                                Missing.Kind.CARD,
                                                bug.id(),
                                                "%s is still open: %s"
                                                        .formatted(bug.key(), bug.title())))
                                .toList());
    }

    @Bean
    ExitCriterion reviewApproved() {
        return Criterion.approval(
                "review_approved",
                card ->
                        card.approved()
                                ? List.of()
                                : List.of(
                                        Missing.at(
                                                Missing.Code.APPROVAL_MISSING,
                                                Missing.Kind.CARD,
                                                card.id(),
                                                APPROVAL)));
    }

    /**
     * The last lane has no gate of its own: entering it with the criterion before met ends the
     * work.
     */
    @Bean
    ExitCriterion completed() {
        return Criterion.of("completed", _ -> List.of());
    }

    private static List<CardChild> of(List<CardChild> children, CardType type) {
        return children.stream().filter(child -> child.type() == type).toList();
    }
}
