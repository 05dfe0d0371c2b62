package dev.agentworks.orchestrator.tool;

import dev.agentworks.orchestrator.file.FileRefused;
import dev.agentworks.orchestrator.file.FileRun;
import dev.agentworks.orchestrator.file.WorkingCopies;
import dev.agentworks.orchestrator.file.WorkingCopy;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Calls on the run's working copy; what it refuses is told to the model. */
@Component
class FileCalls {

    private final WorkingCopies copies;

    FileCalls(WorkingCopies copies) {
        this.copies = copies;
    }

    ToolResult on(ToolContext context, Function<WorkingCopy, ToolResult> call) {
        try {
            return call.apply(
                    copies.of(
                            new FileRun(
                                    context.runId(),
                                    context.workspaceId(),
                                    context.projectId(),
                                    context.cardId(),
                                    context.agentId())));
        } catch (FileRefused refused) {
            return ToolResult.wrong(String.valueOf(refused.getMessage()));
        }
    }
}
