package dev.agentworks.orchestrator.tool;

import dev.agentworks.orchestrator.repository.InvalidFileOperationException;
import dev.agentworks.orchestrator.workingcopy.FileRun;
import dev.agentworks.orchestrator.workingcopy.WorkingCopies;
import dev.agentworks.orchestrator.workingcopy.WorkingCopy;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/** Calls on the run's working copy; a refusal becomes a result that the model can correct. */
@Component
class FileToolCalls {

    private final WorkingCopies copies;

    FileToolCalls(WorkingCopies copies) {
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
        } catch (InvalidFileOperationException refused) {
            return ToolResult.wrong(String.valueOf(refused.getMessage()));
        }
    }
}
