package dev.agentworks.orchestrator.file.web;

import dev.agentworks.orchestrator.file.FileChanges;
import dev.agentworks.orchestrator.file.ProjectFiles;
import dev.agentworks.orchestrator.file.RunChanges;
import dev.agentworks.starter.servicetoken.Caller;
import dev.agentworks.starter.servicetoken.RequiresScope;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What runs changed, and what projects consist of. */
@RestController
@RequiresScope("orchestrator:public")
class FileController {

    private final RunChanges changes;
    private final ProjectFiles files;

    FileController(RunChanges changes, ProjectFiles files) {
        this.changes = changes;
        this.files = files;
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

    @GetMapping("/api/projects/{project}/files")
    ProjectFiles.Folder list(
            @PathVariable UUID project,
            @RequestParam(required = false) @Size(max = 200) @Nullable String ref,
            @RequestParam(defaultValue = "") @Size(max = 400) String path,
            Caller caller) {
        return files.list(project, ref, path, caller.requireUser());
    }

    @GetMapping("/api/projects/{project}/files/content")
    ProjectFiles.Content read(
            @PathVariable UUID project,
            @RequestParam(required = false) @Size(max = 200) @Nullable String ref,
            @RequestParam @Size(min = 1, max = 400) String path,
            Caller caller) {
        return files.read(project, ref, path, caller.requireUser());
    }
}
