package dev.agentworks.orchestrator.task.web;

import dev.agentworks.orchestrator.agent.AgentDefinition;
import dev.agentworks.orchestrator.agent.BuiltInAgents;
import dev.agentworks.orchestrator.task.TaskRequest;
import dev.agentworks.orchestrator.task.TaskStatus;
import dev.agentworks.orchestrator.task.Tasks;
import dev.agentworks.starter.identifier.Uuids;
import dev.agentworks.starter.servicetoken.Caller;
import dev.agentworks.starter.servicetoken.RequiresScope;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Tasks for programs. */
@RestController
@RequiresScope("orchestrator:public")
@RequestMapping("/api/v1")
class TaskController {

    private static final String COMMAND = "Idempotency-Key";

    private final Tasks tasks;
    private final BuiltInAgents agents;

    TaskController(Tasks tasks, BuiltInAgents agents) {
        this.tasks = tasks;
        this.agents = agents;
    }

    @PostMapping("/execute")
    @ResponseStatus(HttpStatus.ACCEPTED)
    TaskStatus execute(
            @RequestBody @Valid TaskRequest task,
            @RequestHeader(name = COMMAND, required = false) @Size(max = 200)
                    @Nullable String command,
            Caller caller) {
        return tasks.execute(List.of(task), false, orNew(command), caller.requireUser()).getFirst();
    }

    @PostMapping("/batch")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Taken batch(
            @RequestBody @Valid TaskRequest.Batch batch,
            @RequestHeader(name = COMMAND, required = false) @Size(max = 200)
                    @Nullable String command,
            Caller caller) {
        return new Taken(tasks.execute(batch.tasks(), true, orNew(command), caller.requireUser()));
    }

    @GetMapping("/status/{task}")
    TaskStatus status(@PathVariable UUID task, Caller caller) {
        return tasks.status(task, caller.requireUser());
    }

    @GetMapping("/agents")
    Listed agents(Caller caller) {
        caller.requireUser();
        return new Listed(agents.all().stream().map(TaskController::listed).toList());
    }

    private static ListedAgent listed(AgentDefinition agent) {
        return new ListedAgent(
                agent.id(),
                agent.name(),
                agent.lanes(),
                agent.provider(),
                agent.model(),
                agent.tools(),
                agent.risk());
    }

    private static String orNew(@Nullable String command) {
        return command == null || command.isBlank() ? Uuids.v7().toString() : command;
    }

    record Taken(List<TaskStatus> tasks) {}

    record Listed(List<ListedAgent> items) {}

    record ListedAgent(
            String id,
            String name,
            List<Integer> lanes,
            String provider,
            String model,
            List<String> tools,
            String risk) {}
}
