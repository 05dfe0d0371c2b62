package dev.agentworks.gateway.socket;

import dev.agentworks.gateway.session.MembershipCache;
import dev.agentworks.gateway.session.Sessions;
import dev.agentworks.gateway.session.SignedInUser;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Checks every few seconds whether a person may keep a live connection. */
@Component
public class AccessWatch {
    private static final Logger LOG = LoggerFactory.getLogger(AccessWatch.class);

    private final Sessions sessions;
    private final MembershipCache memberships;
    private final SocketSettings settings;

    AccessWatch(Sessions sessions, MembershipCache memberships, SocketSettings settings) {
        this.sessions = sessions;
        this.memberships = memberships;
        this.settings = settings;
    }

    /** Completes when the session ended, or a membership of the beginning changed or ended. */
    public Mono<Void> untilAccessEnds(SignedInUser user) {
        return memberships
                .of(user.userId())
                .flatMapMany(atOpening ->
                        Flux.interval(settings.accessCheck())
                                .onBackpressureDrop()
                                .concatMap(_ -> isStillAllowed(user, atOpening), 1))
                .takeUntil(good -> !good)
                .takeUntilOther(sessions.endOf(user))
                .then();
    }

    private Mono<Boolean> isStillAllowed(SignedInUser user, Map<String, String> atOpening) {
        return sessions.isStillAllowed(user, atOpening)
                .onErrorResume(
                        dev.agentworks.starter.problem.ProblemException.class,
                        problem -> {
                            if (problem.code().status() == 401) {
                                return Mono.just(false);
                            }
                            // not known at the moment: the next check asks again
                            LOG.debug(
                                    "membership of {} not known: {}",
                                    user.userId(),
                                    problem.getMessage());
                            return Mono.just(true);
                        });
    }
}
