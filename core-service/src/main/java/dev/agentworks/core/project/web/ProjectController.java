package dev.agentworks.core.project.web;

import dev.agentworks.core.project.ProjectKey;
import dev.agentworks.core.project.ProjectView;
import dev.agentworks.core.project.Projects;
import dev.agentworks.core.workspace.Acting;
import dev.agentworks.starter.servicetoken.Caller;
import dev.agentworks.starter.servicetoken.RequiresScope;
import dev.agentworks.starter.web.ETags;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Projects of a workspace. */
@RestController
@RequiresScope("core:public")
class ProjectController {

    private final Projects projects;

    ProjectController(Projects projects) {
        this.projects = projects;
    }

    record NewProject(
            @NotBlank @Size(max = 100) String name,
            @Nullable @Pattern(regexp = ProjectKey.SHAPE, message = "must look like PAY or WEB2")
                    String key,
            @Nullable @Size(max = 10_000) String description) {}

    record ProjectChange(
            @NotBlank @Size(max = 100) String name,
            @Nullable @Size(max = 10_000) String description) {}

    record Items(List<ProjectView> items) {}

    @GetMapping("/api/workspaces/{workspace}/projects")
    Items of(Caller caller, @PathVariable UUID workspace) {
        return new Items(Acting.as(caller, person -> projects.of(person, workspace)));
    }

    @PostMapping("/api/workspaces/{workspace}/projects")
    ResponseEntity<ProjectView> create(
            Caller caller, @PathVariable UUID workspace, @RequestBody @Valid NewProject request) {
        var description = request.description() == null ? "" : request.description();
        var made =
                Acting.inPerson(
                        caller,
                        person ->
                                projects.create(
                                        person,
                                        workspace,
                                        request.name(),
                                        request.key(),
                                        description));
        return ResponseEntity.status(HttpStatus.CREATED).eTag(ETags.of(made.version())).body(made);
    }

    @GetMapping("/api/projects/{id}")
    ResponseEntity<ProjectView> one(Caller caller, @PathVariable UUID id) {
        return tagged(Acting.as(caller, _ -> projects.require(id)));
    }

    @PutMapping("/api/projects/{id}")
    ResponseEntity<ProjectView> change(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody @Valid ProjectChange request) {
        var description = request.description() == null ? "" : request.description();
        return tagged(
                Acting.inPerson(
                        caller,
                        person ->
                                projects.change(
                                        person,
                                        id,
                                        request.name(),
                                        description,
                                        ETags.version(ifMatch))));
    }

    private static ResponseEntity<ProjectView> tagged(ProjectView project) {
        return ResponseEntity.ok().eTag(ETags.of(project.version())).body(project);
    }
}
