package dev.agentworks.orchestrator.step.handler;

import dev.agentworks.orchestrator.agent.ProjectAgent;
import dev.agentworks.orchestrator.client.CompletionRequest.ToolOffer;
import dev.agentworks.orchestrator.run.model.TaskRow;
import dev.agentworks.orchestrator.step.plan.AgentSnapshot;
import java.util.List;

/** What an agent works with when its run is a task without a card. */
final class TaskBrief {

    private static final String WITHOUT_A_CARD =
            """


            ## This time

            This is a single task: there is no card and no board, and nothing you write anywhere else is kept. Use only the
            tools you have here. Answer with one call of `finish`: its `summary` is the whole answer, and all that is read.
            """;

    private TaskBrief() {}

    static AgentSnapshot snapshot(ProjectAgent found, TaskRow task, List<ToolOffer> tools) {
        var agent = found.definition();
        return new AgentSnapshot(
                agent.provider(),
                agent.model(),
                agent.temperature(),
                agent.maxTokens(),
                agent.prompt() + WITHOUT_A_CARD,
                user(task),
                tools,
                List.of(),
                List.of(),
                null,
                agent.name(),
                // what needs a person's approval has no effect here
                "low",
                null,
                found.budget(),
                null,
                agent.reissue());
    }

    private static String user(TaskRow task) {
        var instructions = task.instructions();
        return instructions == null || instructions.isBlank()
                ? task.input()
                : "## Instructions\n\n%s\n\n## Task\n\n%s"
                        .formatted(instructions.strip(), task.input());
    }
}
