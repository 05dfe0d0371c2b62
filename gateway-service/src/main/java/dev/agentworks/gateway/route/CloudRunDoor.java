package dev.agentworks.gateway.route;

import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.servicetoken.GoogleIdentity;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The headers that Cloud Run asks of a call to one of our services; none elsewhere. */
@Component
public class CloudRunDoor {
    private final GoogleIdentity identity;
    private final Services services;

    CloudRunDoor(GoogleIdentity identity, Services services) {
        this.identity = identity;
        this.services = services;
    }

    /** What to add to a call of this service. */
    public Mono<HttpHeaders> headersFor(Answerer answerer) {
        if (!identity.isNeeded()) {
            return Mono.just(new HttpHeaders());
        }
        // the metadata server may have to be asked, which blocks
        return Mono.fromCallable(() -> read(answerer)).subscribeOn(Schedulers.boundedElastic());
    }

    private HttpHeaders read(Answerer answerer) {
        var headers = new HttpHeaders();
        try {
            identity.bearerFor(services.url(answerer))
                    .ifPresent(bearer -> headers.set(GoogleIdentity.HEADER, bearer));
            return headers;
        } catch (IOException e) {
            var problem =
                    new ProblemException(
                            CommonError.UNAVAILABLE,
                            "The platform gives no identity at the moment. Try again.");
            problem.initCause(e);
            throw problem;
        }
    }
}
