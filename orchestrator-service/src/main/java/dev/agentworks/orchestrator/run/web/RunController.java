package dev.agentworks.orchestrator.run.web;

import dev.agentworks.orchestrator.estimate.Estimate;
import dev.agentworks.orchestrator.run.CardAccess;
import dev.agentworks.orchestrator.run.RunCommand;
import dev.agentworks.orchestrator.run.RunQueries;
import dev.agentworks.orchestrator.run.Runs;
import dev.agentworks.orchestrator.run.model.Run;
import dev.agentworks.starter.identifier.Uuids;
import dev.agentworks.starter.servicetoken.Caller;
import dev.agentworks.starter.servicetoken.RequiresScope;
import dev.agentworks.starter.web.CursorRequest;
import dev.agentworks.starter.web.Page;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Runs for people: start, look, stop, try again. */
@RestController
@RequiresScope("orchestrator:public")
class RunController {

    private static final String COMMAND = "Idempotency-Key";

    private final Runs runs;
    private final RunQueries queries;
    private final CardAccess access;

    RunController(Runs runs, RunQueries queries, CardAccess access) {
        this.runs = runs;
        this.queries = queries;
        this.access = access;
    }

    @PostMapping("/api/cards/{card}/agents/{agent}/run")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Accepted start(
            @PathVariable UUID card,
            @PathVariable @Size(max = 60) String agent,
            @RequestBody(required = false) @Valid @Nullable Start request,
            @RequestHeader(name = COMMAND, required = false) @Size(max = 200)
                    @Nullable String command,
            Caller caller) {
        var instructions = request == null ? null : request.instructions();
        return accepted(
                runs.start(card, agent, instructions, orNew(command), caller.requireUser()));
    }

    @GetMapping("/api/cards/{card}/runs")
    Page<RunResponse> ofCard(@PathVariable UUID card, CursorRequest page, Caller caller) {
        var user = caller.requireUser();
        access.requireVisible(card, user);
        return page.pageOf(queries.ofCard(card, user).stream().map(RunResponse::of).toList());
    }

    @GetMapping("/api/runs/{run}")
    RunResponse run(@PathVariable UUID run, Caller caller) {
        return RunResponse.of(queries.require(run, caller.requireUser()));
    }

    @GetMapping("/api/runs/{run}/steps")
    Page<StepResponse> steps(@PathVariable UUID run, CursorRequest page, Caller caller) {
        return page.pageOf(
                queries.steps(run, caller.requireUser()).stream().map(StepResponse::of).toList());
    }

    @PostMapping("/api/runs/{run}/cancel")
    @ResponseStatus(HttpStatus.ACCEPTED)
    RunResponse cancel(
            @PathVariable UUID run,
            @RequestHeader(name = COMMAND, required = false) @Size(max = 200)
                    @Nullable String command,
            Caller caller) {
        var cancel = RunCommand.of(caller.requireUser(), command, "cancel", run);
        return RunResponse.of(runs.cancel(run, cancel));
    }

    @PostMapping("/api/runs/{run}/retry")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Accepted retry(
            @PathVariable UUID run,
            @RequestHeader(name = COMMAND, required = false) @Size(max = 200)
                    @Nullable String command,
            Caller caller) {
        return accepted(runs.retry(run, orNew(command), caller.requireUser()));
    }

    private static Accepted accepted(Run run) {
        return new Accepted(run.id(), run.status().name(), run.estimate());
    }

    private static String orNew(@Nullable String command) {
        return command == null || command.isBlank() ? Uuids.v7().toString() : command;
    }

    record Start(@Nullable @Size(max = 5_000) String instructions) {}

    record Accepted(UUID runId, String status, @Nullable Estimate estimate) {}
}
