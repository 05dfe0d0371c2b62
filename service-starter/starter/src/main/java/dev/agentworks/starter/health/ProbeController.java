package dev.agentworks.starter.health;

import dev.agentworks.starter.problem.OpenRoute;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Map;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Answers the platform: alive, ready, healthy, and the figures. Serves both kinds of web service.
 */
@RestController
@OpenRoute
final class ProbeController {
    private final HealthChecks checks;
    private final ApplicationAvailability availability;
    private final PrometheusMeterRegistry meters;

    ProbeController(
            HealthChecks checks,
            ApplicationAvailability availability,
            PrometheusMeterRegistry meters) {
        this.checks = checks;
        this.availability = availability;
        this.meters = meters;
    }

    /** The service with everything it depends on. */
    @GetMapping("/health")
    ResponseEntity<HealthReport> health() {
        var report = checks.report();
        return answer(report.isHealthy(), report);
    }

    /**
     * Whether it takes requests; a dependency that fails for all instances does not change that.
     */
    @GetMapping("/ready")
    ResponseEntity<Map<String, String>> ready() {
        var ready = availability.getReadinessState() == ReadinessState.ACCEPTING_TRAFFIC;
        return answer(ready, Map.of("status", ready ? "ready" : "not-ready"));
    }

    /** The process alone. */
    @GetMapping("/live")
    ResponseEntity<Map<String, String>> live() {
        var alive = availability.getLivenessState() == LivenessState.CORRECT;
        return answer(alive, Map.of("status", alive ? "alive" : "broken"));
    }

    @GetMapping("/metrics")
    ResponseEntity<String> metrics() {
        return ResponseEntity.ok()
                .header("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
                .body(meters.scrape());
    }

    private static <T> ResponseEntity<T> answer(boolean good, T body) {
        return ResponseEntity.status(good ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
                .header("Cache-Control", "no-store")
                .body(body);
    }
}
