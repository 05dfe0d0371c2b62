package dev.agentworks.starter.health;

import dev.agentworks.starter.problem.OpenRoute;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Answers anybody whether the service is alive, ready and healthy, in a word each. What it depends
 * on and its figures are told at the {@link ManagementServer}. Serves both kinds of web service.
 */
@RestController
@OpenRoute
final class ProbeController {
    private final HealthChecks checks;
    private final Probes probes;

    ProbeController(HealthChecks checks, Probes probes) {
        this.checks = checks;
        this.probes = probes;
    }

    /** The service with everything it depends on. */
    @GetMapping("/health")
    ResponseEntity<Map<String, String>> health() {
        var report = checks.report();
        return answer(new Probes.Answer(report.isHealthy(), report.status()));
    }

    @GetMapping("/ready")
    ResponseEntity<Map<String, String>> ready() {
        return answer(probes.ready());
    }

    @GetMapping("/live")
    ResponseEntity<Map<String, String>> live() {
        return answer(probes.live());
    }

    private static ResponseEntity<Map<String, String>> answer(Probes.Answer answer) {
        return ResponseEntity.status(answer.good() ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
                .header("Cache-Control", "no-store")
                .body(Map.of("status", answer.status()));
    }
}
