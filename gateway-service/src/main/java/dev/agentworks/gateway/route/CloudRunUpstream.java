package dev.agentworks.gateway.route;

import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.servicetoken.GoogleIdentity;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Provides the headers that Cloud Run requires on a call to one of our services; none elsewhere.
 */
@Component
public class CloudRunUpstream {
    private final GoogleIdentity identity;
    private final UpstreamSettings upstream;

    CloudRunUpstream(GoogleIdentity identity, UpstreamSettings upstream) {
        this.identity = identity;
        this.upstream = upstream;
    }

    /** The headers to add to a call of this service. */
    public Mono<HttpHeaders> headersFor(TargetService service) {
        if (!identity.isNeeded()) {
            return Mono.just(new HttpHeaders());
        }
        // this may call the metadata server, which blocks
        return Mono.fromCallable(() -> read(service)).subscribeOn(Schedulers.boundedElastic());
    }

    private HttpHeaders read(TargetService service) {
        var headers = new HttpHeaders();
        try {
            identity.bearerFor(upstream.url(service))
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
