package dev.agentworks.monitor.live;

import dev.agentworks.monitor.history.LogHistory;
import dev.agentworks.monitor.history.LogReader;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.servicetoken.ActingUser;
import dev.agentworks.starter.servicetoken.RemoteProblem;
import dev.agentworks.starter.servicetoken.ServiceClients;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/** Checks who may open which terminal: core decides for cards, the run's workspace for runs. */
@Component
public class TerminalAccess {
    private final RestClient core;
    private final LogReader logs;
    private final LogHistory history;

    TerminalAccess(ServiceClients services, LogReader logs, LogHistory history) {
        this.core = services.to("core", "core:public");
        this.logs = logs;
        this.history = history;
    }

    /** The terminal of a card, if this person may see the card; {@code not-found} otherwise. */
    public TerminalTarget card(ActingUser user, UUID card) {
        try {
            core.get()
                    .uri("/api/cards/{id}", card)
                    .attribute(ServiceClients.ACTING_USER, user)
                    .retrieve()
                    .toBodilessEntity();
            return new TerminalTarget(card, null);
        } catch (RemoteProblem e) {
            throw switch (e.status()) {
                case 403, 404 -> notFound("card", card);
                default ->
                        new ProblemException(
                                CommonError.UNAVAILABLE,
                                "Whether you may see the card cannot be asked at the moment.");
            };
        }
    }

    /** The terminal of one run. */
    public TerminalTarget run(ActingUser user, UUID run) {
        var workspace = logs.requireVisible(user, run);
        return history.head(workspace, run)
                .map(head -> new TerminalTarget(head.cardId(), run))
                .orElseThrow(() -> notFound("run", run));
    }

    private static ProblemException notFound(String kind, UUID id) {
        return new ProblemException(
                CommonError.NOT_FOUND, "There is no %s %s.".formatted(kind, id));
    }
}
