package dev.agentworks.starter.resilience;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.io.IOException;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpResponse;

/** Something this service calls. */
public final class OutgoingTarget {
    private static final Duration SOON = Duration.ofSeconds(1);
    private final CircuitBreaker breaker;
    private final Bulkhead bulkhead;
    private final OutgoingLimits limits;

    OutgoingTarget(CircuitBreaker breaker, Bulkhead bulkhead, OutgoingLimits limits) {
        this.breaker = breaker;
        this.bulkhead = bulkhead;
        this.limits = limits;
    }

    public String name() {
        return breaker.getName();
    }

    /**
     * How long to wait for an answer, or for the first byte of a stream. The client that makes the
     * call enforces it, because it can end the call.
     */
    public Duration timeLimit() {
        return limits.timeLimit();
    }

    /**
     * Begins a call; its end must be reported.
     *
     * @throws TargetUnavailableException when too many of the last calls failed, or too many calls
     *     wait
     */
    public OutgoingCall begin() {
        if (!bulkhead.tryAcquirePermission()) {
            throw new TargetUnavailableException(name(), "too many calls wait for an answer", SOON);
        }
        if (!breaker.tryAcquirePermission()) {
            bulkhead.releasePermission();
            throw new TargetUnavailableException(name(), "the last ones failed", limits.pause());
        }
        return new OutgoingCall(breaker, bulkhead);
    }

    /** Makes a call of Spring's HTTP client within these limits. */
    public ClientHttpResponse execute(
            HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
            throws IOException {
        var call = begin();
        try {
            var response = execution.execute(request, body);
            call.answered(
                    response.getStatusCode().value(),
                    response.getHeaders().getFirst(HttpHeaders.CONTENT_TYPE));
            return response;
        } catch (IOException e) {
            if (!Thread.currentThread().isInterrupted()) {
                call.failed(e);
            }
            throw e;
        } finally {
            call.abandoned();
        }
    }
}
