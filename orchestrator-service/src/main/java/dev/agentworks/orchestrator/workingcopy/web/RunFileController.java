package dev.agentworks.orchestrator.workingcopy.web;

import dev.agentworks.orchestrator.workingcopy.FileChanges;
import dev.agentworks.orchestrator.workingcopy.RunChanges;
import dev.agentworks.starter.servicetoken.Caller;
import dev.agentworks.starter.servicetoken.RequiresScope;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows what runs changed. */
@RestController
@RequiresScope("orchestrator:public")
class RunFileController {

    private final RunChanges changes;

    RunFileController(RunChanges changes) {
        this.changes = changes;
    }

    @GetMapping("/api/runs/{run}/files")
    FileChanges ofRun(@PathVariable UUID run, Caller caller) {
        return changes.files(run, caller.requireUser());
    }

    @GetMapping("/api/runs/{run}/diff")
    FileChanges diff(
            @PathVariable UUID run,
            @RequestParam(required = false) @Size(max = 400) @Nullable String path,
            Caller caller) {
        return changes.diff(run, path, caller.requireUser());
    }
}
