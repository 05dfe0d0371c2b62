package dev.agentworks.gateway.socket;

import dev.agentworks.gateway.session.Grants;
import dev.agentworks.gateway.session.Sessions;
import dev.agentworks.gateway.session.SignedIn;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Looks every few seconds whether a person may still have their live connection. */
@Component
public class SocketWatch {
    private static final Logger LOG = LoggerFactory.getLogger(SocketWatch.class);

    private final Sessions sessions;
    private final Grants grants;
    private final SocketSettings settings;

    SocketWatch(Sessions sessions, Grants grants, SocketSettings settings) {
        this.sessions = sessions;
        this.grants = grants;
        this.settings = settings;
    }

    /**
     * Completes when the session ended, or a membership that was there at the beginning changed.
     */
    public Mono<Void> untilNoLongerGood(SignedIn user) {
        return grants.of(user.userId())
                .flatMapMany(atOpening ->
                        Flux.interval(settings.look())
                                .onBackpressureDrop()
                                .concatMap(_ -> stillGood(user, atOpening), 1))
                .takeUntil(good -> !good)
                .then();
    }

    private Mono<Boolean> stillGood(SignedIn user, Map<String, String> atOpening) {
        return sessions.stillGood(user, atOpening)
                .onErrorResume(
                        dev.agentworks.starter.problem.ProblemException.class,
                        problem -> {
                            if (problem.code().status() == 401) {
                                return Mono.just(false);
                            }
                            // nobody can say at the moment: ask again at the next look
                            LOG.debug(
                                    "membership of {} not known: {}",
                                    user.userId(),
                                    problem.getMessage());
                            return Mono.just(true);
                        });
    }
}
