package dev.agentworks.core.project.web;

import dev.agentworks.core.identity.UserId;
import dev.agentworks.core.project.CreateProject;
import dev.agentworks.core.project.ProjectId;
import dev.agentworks.core.project.ProjectKey;
import dev.agentworks.core.project.ProjectView;
import dev.agentworks.core.project.Projects;
import dev.agentworks.core.workspace.WorkspaceId;
import dev.agentworks.starter.idempotency.HonoursIdempotencyKey;
import dev.agentworks.starter.servicetoken.RequiresScope;
import dev.agentworks.starter.validation.Visible;
import dev.agentworks.starter.web.CurrentUser;
import dev.agentworks.starter.web.CursorRequest;
import dev.agentworks.starter.web.ETags;
import dev.agentworks.starter.web.GatewayOnly;
import dev.agentworks.starter.web.IfMatch;
import dev.agentworks.starter.web.Page;
import dev.agentworks.starter.web.RunAsCurrentUser;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Projects of a workspace. */
@RestController
@RequiresScope("core:public")
@RunAsCurrentUser
class ProjectController {

    private final Projects projects;

    ProjectController(Projects projects) {
        this.projects = projects;
    }

    record NewProject(
            @NotBlank @Size(max = 100) String name,
            @Nullable @Pattern(regexp = ProjectKey.SHAPE, message = "must look like PAY or WEB2")
                    String key,
            @Nullable @Size(max = 10_000) String description) {

        CreateProject toCommand() {
            return new CreateProject(name, key, Objects.requireNonNullElse(description, ""));
        }
    }

    record ProjectChange(
            @Nullable @Visible @Size(max = 100) String name,
            @Nullable @Size(max = 10_000) String description) {}

    @GetMapping("/api/workspaces/{workspace}/projects")
    Page<ProjectView> list(
            @CurrentUser UserId user, @PathVariable WorkspaceId workspace, CursorRequest page) {
        return page.pageOf(projects.of(user, workspace));
    }

    @PostMapping("/api/workspaces/{workspace}/projects")
    @HonoursIdempotencyKey
    @GatewayOnly
    ResponseEntity<ProjectView> create(
            @CurrentUser UserId user,
            @PathVariable WorkspaceId workspace,
            @RequestBody @Valid NewProject request) {
        var made = projects.create(user, workspace, request.toCommand());
        return ResponseEntity.status(HttpStatus.CREATED).eTag(ETags.of(made.version())).body(made);
    }

    @GetMapping("/api/projects/{id}")
    ResponseEntity<ProjectView> one(@PathVariable ProjectId id) {
        return tagged(projects.require(id));
    }

    @PutMapping("/api/projects/{id}")
    @GatewayOnly
    ResponseEntity<ProjectView> change(
            @CurrentUser UserId user,
            @PathVariable ProjectId id,
            @IfMatch @Nullable Long expectedVersion,
            @RequestBody @Valid ProjectChange request) {
        return tagged(
                projects.change(user, id, request.name(), request.description(), expectedVersion));
    }

    private static ResponseEntity<ProjectView> tagged(ProjectView project) {
        return ResponseEntity.ok().eTag(ETags.of(project.version())).body(project);
    }
}
