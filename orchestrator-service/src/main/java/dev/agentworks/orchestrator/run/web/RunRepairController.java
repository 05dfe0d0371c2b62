package dev.agentworks.orchestrator.run.web;

import dev.agentworks.orchestrator.run.RunRepair;
import dev.agentworks.starter.servicetoken.RequiresScope;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where an operator sees what stops runs, and lets all of a cause go on. */
@RestController
@RequiresScope("orchestrator:operate")
class RunRepairController {

    private static final Duration A_DAY = Duration.ofDays(1);
    private static final int USUAL = 100;

    private final RunRepair repair;
    private final Clock clock;

    RunRepairController(RunRepair repair, Clock clock) {
        this.repair = repair;
        this.clock = clock;
    }

    @GetMapping("/internal/runs/causes")
    Causes causes(@RequestParam(required = false) @Nullable Instant since) {
        return new Causes(repair.causes(orYesterday(since)));
    }

    @PostMapping("/internal/runs/retry")
    RunRepair.Repaired retry(@RequestBody @Valid Retry wanted) {
        int most = wanted.limit() == null ? USUAL : wanted.limit();
        return repair.retry(wanted.cause(), orYesterday(wanted.since()), most);
    }

    private Instant orYesterday(@Nullable Instant since) {
        return since == null ? clock.instant().minus(A_DAY) : since;
    }

    record Retry(
            @NotBlank @Size(max = 200) String cause,
            @Nullable Instant since,
            @Nullable @Min(1) @Max(1_000) Integer limit) {}

    record Causes(List<RunRepair.Stopped> items) {}
}
