package dev.agentworks.orchestrator.repository.web;

import dev.agentworks.orchestrator.repository.ProjectFiles;
import dev.agentworks.starter.servicetoken.Caller;
import dev.agentworks.starter.servicetoken.RequiresScope;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Shows the files of a project's repository. */
@RestController
@RequiresScope("orchestrator:public")
class ProjectFileController {

    private final ProjectFiles files;

    ProjectFileController(ProjectFiles files) {
        this.files = files;
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
