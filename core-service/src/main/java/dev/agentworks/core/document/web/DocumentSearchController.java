package dev.agentworks.core.document.web;

import dev.agentworks.core.document.DocumentSearch;
import dev.agentworks.core.document.FoundDocument;
import dev.agentworks.core.project.ProjectId;
import dev.agentworks.core.workspace.WorkspaceId;
import dev.agentworks.core.workspace.WorkspaceScope;
import dev.agentworks.starter.servicetoken.RequiresScope;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What agents ask of a project's documents. */
@RestController
@RequiresScope("core:read")
class DocumentSearchController {

    private final DocumentSearch search;

    DocumentSearchController(DocumentSearch search) {
        this.search = search;
    }

    record Items<T>(List<T> items) {}

    @GetMapping("/internal/workspaces/{workspace}/projects/{project}/search")
    Items<FoundDocument> search(
            @PathVariable WorkspaceId workspace,
            @PathVariable ProjectId project,
            @RequestParam @NotBlank @Size(max = 500) String q,
            @RequestParam(defaultValue = "8") @Min(1) @Max(20) int limit) {
        return WorkspaceScope.call(workspace, () -> new Items<>(search.about(project, q, limit)));
    }
}
