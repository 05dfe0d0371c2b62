package dev.agentworks.core.card;

import java.util.List;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The exit criteria that cards can judge by themselves. */
@Configuration(proxyBeanMethods = false)
class CardCriteria {

    private final CardQueries cards;
    private final JdbcClient jdbc;

    CardCriteria(CardQueries cards, JdbcClient jdbc) {
        this.cards = cards;
        this.jdbc = jdbc;
    }

    @Bean
    ExitCriterion tasksPlanned() {
        return criterion(
                "tasks_planned",
                card -> {
                    var tasks = children(card, CardType.TASK);
                    if (tasks.isEmpty()) {
                        return List.of("at least one TASK child card");
                    }
                    return tasks.stream()
                            .filter(task -> task.acceptanceCriteria().isEmpty())
                            .map(task -> "acceptance criteria of " + task.key())
                            .toList();
                });
    }

    @Bean
    ExitCriterion noOpenBugs() {
        return criterion(
                "no_open_bugs",
                card ->
                        children(card, CardType.BUG).stream()
                                .filter(bug -> bug.status() != CardStatus.DONE)
                                .map(bug ->
                                        "%s is still open: %s".formatted(bug.key(), bug.title()))
                                .toList());
    }

    @Bean
    ExitCriterion reviewApproved() {
        return criterion("review_approved", CardCriteria::approval);
    }

    @Bean
    ExitCriterion deploymentApproved() {
        return criterion("deployment_approved", CardCriteria::approval);
    }

    @Bean
    ExitCriterion buildReviewed() {
        return criterion(
                "build_reviewed",
                card -> {
                    var runs = runsOfVisit(card.id(), card.laneVisit());
                    if (runs.isEmpty()) {
                        return List.of("a completed run of a build agent");
                    }
                    var open = runs.stream().filter(status -> !status.equals("COMPLETED")).toList();
                    return open.isEmpty()
                            ? approval(card)
                            : List.of("%d runs are not completed".formatted(open.size()));
                });
    }

    /**
     * The last lane has no gate of its own: entering it with the criterion before met ends the
     * work.
     */
    @Bean
    ExitCriterion completed() {
        return criterion("completed", _ -> List.of());
    }

    private List<String> runsOfVisit(UUID card, int visit) {
        return jdbc.sql("select status from card_run where card_id = ? and lane_visit = ?")
                .params(card, visit)
                .query((row, _) -> row.getString(1))
                .list();
    }

    private List<CardView> children(CardView card, CardType type) {
        return cards.children(card.id()).stream().filter(child -> child.type() == type).toList();
    }

    private static List<String> approval(CardView card) {
        return card.reviewState() == ReviewState.APPROVED
                ? List.of()
                : List.of("the approval of a person");
    }

    private static ExitCriterion criterion(
            String key, java.util.function.Function<CardView, List<String>> missing) {
        return new ExitCriterion() {
            @Override
            public String key() {
                return key;
            }

            @Override
            public List<String> missing(CardView card) {
                return missing.apply(card);
            }
        };
    }
}
