package dev.agentworks.core.workspace.web;

import dev.agentworks.core.workspace.Acting;
import dev.agentworks.core.workspace.WorkspaceView;
import dev.agentworks.core.workspace.Workspaces;
import dev.agentworks.core.workspace.Workspaces.Member;
import dev.agentworks.starter.servicetoken.Caller;
import dev.agentworks.starter.servicetoken.RequiresScope;
import dev.agentworks.starter.web.ETags;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Workspaces of the person who asks. */
@RestController
@RequestMapping("/api/workspaces")
@RequiresScope("core:public")
class WorkspaceController {

    private final Workspaces workspaces;

    WorkspaceController(Workspaces workspaces) {
        this.workspaces = workspaces;
    }

    record WorkspaceRequest(@NotBlank @Size(max = 100) String name) {}

    record Items<T>(List<T> items) {}

    @GetMapping
    Items<WorkspaceView> mine(Caller caller) {
        return new Items<>(Acting.as(caller, workspaces::of));
    }

    @PostMapping
    ResponseEntity<WorkspaceView> found(
            Caller caller, @RequestBody @Valid WorkspaceRequest request) {
        var made = Acting.deciding(caller, person -> workspaces.found(person, request.name()));
        return ResponseEntity.status(HttpStatus.CREATED).eTag(ETags.of(made.version())).body(made);
    }

    @GetMapping("/{id}")
    ResponseEntity<WorkspaceView> one(Caller caller, @PathVariable UUID id) {
        return tagged(Acting.as(caller, person -> workspaces.require(person, id)));
    }

    @PutMapping("/{id}")
    ResponseEntity<WorkspaceView> rename(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody @Valid WorkspaceRequest request) {
        var expected = ETags.version(ifMatch);
        return tagged(
                Acting.deciding(
                        caller,
                        person ->
                                workspaces.rename(
                                        person,
                                        id,
                                        request.name(),
                                        expected != null
                                                ? expected
                                                : workspaces.require(person, id).version())));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void close(Caller caller, @PathVariable UUID id) {
        Acting.deciding(
                caller,
                person -> {
                    workspaces.close(person, id);
                    return id;
                });
    }

    @GetMapping("/{id}/members")
    Items<Member> members(Caller caller, @PathVariable UUID id) {
        return new Items<>(Acting.as(caller, person -> workspaces.members(person, id)));
    }

    private static ResponseEntity<WorkspaceView> tagged(WorkspaceView workspace) {
        return ResponseEntity.ok().eTag(ETags.of(workspace.version())).body(workspace);
    }
}
