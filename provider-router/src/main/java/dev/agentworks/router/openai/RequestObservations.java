package dev.agentworks.router.openai;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Observes the requests of this API under the names that Spring gives to other requests: a timer
 * for each kind of request, and a span in the trace of its caller.
 */
@Component
class RequestObservations {
    private final Tracer tracer;
    private final Propagator propagator;
    private final MeterRegistry meters;
    private final Map<Name, Timer> timers = new ConcurrentHashMap<>();

    RequestObservations(
            ObjectProvider<Tracer> tracer,
            ObjectProvider<Propagator> propagator,
            MeterRegistry meters) {
        this.tracer = tracer.getIfUnique(() -> Tracer.NOOP);
        this.propagator = propagator.getIfUnique(() -> Propagator.NOOP);
        this.meters = meters;
    }

    Seen begin(HttpServletRequest request) {
        var span =
                propagator
                        .extract(request, (from, name) -> from.getHeader(name))
                        .kind(Span.Kind.SERVER)
                        .name("http " + request.getMethod().toLowerCase(Locale.ROOT))
                        .start();
        return new Seen(span, tracer.withSpan(span), System.nanoTime());
    }

    private Timer timer(Name name) {
        return Timer.builder("http.server.requests")
                .tag("method", name.method())
                .tag("uri", name.uri())
                .tag("status", Integer.toString(name.status()))
                .tag("outcome", outcome(name.status()))
                .tag("exception", name.exception())
                .tag("error", name.exception())
                .register(meters);
    }

    private static String outcome(int status) {
        return status < 400 ? "SUCCESS" : status < 500 ? "CLIENT_ERROR" : "SERVER_ERROR";
    }

    /** One request. */
    final class Seen {
        private final Span span;
        private final Tracer.SpanInScope scope;
        private final long began;

        Seen(Span span, Tracer.SpanInScope scope, long began) {
            this.span = span;
            this.scope = scope;
            this.began = began;
        }

        /**
         * It is over.
         *
         * @param route what was asked for, without what differs from call to call
         */
        void end(String method, String route, int status, String exception) {
            scope.close();
            if (!span.isNoop()) {
                span.name("http %s %s".formatted(method.toLowerCase(Locale.ROOT), route))
                        .tag("method", method)
                        .tag("uri", route)
                        .tag("status", Integer.toString(status));
            }
            span.end();
            timers.computeIfAbsent(
                            new Name(method, route, status, exception),
                            RequestObservations.this::timer)
                    .record(Duration.ofNanos(System.nanoTime() - began));
        }
    }

    private record Name(String method, String uri, int status, String exception) {}
}
