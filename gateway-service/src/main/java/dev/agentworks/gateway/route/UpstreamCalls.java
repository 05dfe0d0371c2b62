package dev.agentworks.gateway.route;

import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.resilience.OutgoingCall;
import dev.agentworks.starter.resilience.OutgoingCalls;
import dev.agentworks.starter.resilience.OutgoingTarget;
import java.time.Duration;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Calls of the services behind the gateway, each service with its circuit breaker and bulkhead. */
@Component
public class UpstreamCalls {
    private final OutgoingCalls outgoing;

    UpstreamCalls(OutgoingCalls outgoing) {
        this.outgoing = outgoing;
    }

    /**
     * Makes a call unless the service failed too often just now. The call reports its answer; here
     * its failure is reported, or that the client has gone.
     */
    public <T> Mono<T> call(TargetService service, Function<OutgoingCall, Mono<T>> exchange) {
        return Mono.defer(() -> {
            var call = target(service).begin();
            return exchange.apply(call)
                    .doOnError(error -> report(call, error))
                    .doFinally(_ -> call.abandoned());
        });
    }

    /** How long to wait for an answer of a service. */
    public Duration timeLimit(TargetService service) {
        return target(service).timeLimit();
    }

    private OutgoingTarget target(TargetService service) {
        return outgoing.target(service.id());
    }

    // a request that the gateway refused while it was being sent, such as one that is too large
    private static void report(OutgoingCall call, Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException) {
                return;
            }
        }
        call.failed(error);
    }
}
