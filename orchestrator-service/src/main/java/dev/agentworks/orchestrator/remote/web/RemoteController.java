package dev.agentworks.orchestrator.remote.web;

import dev.agentworks.orchestrator.access.ProjectAccess;
import dev.agentworks.orchestrator.remote.Remotes;
import dev.agentworks.orchestrator.remote.Remotes.RemoteChange;
import dev.agentworks.orchestrator.remote.Remotes.RepositoryView;
import dev.agentworks.starter.servicetoken.Caller;
import dev.agentworks.starter.servicetoken.RequiresScope;
import dev.agentworks.starter.web.ETags;
import dev.agentworks.starter.web.IfMatch;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** The remote that a project's repository is pushed to. */
@RestController
@RequiresScope("orchestrator:public")
class RemoteController {

    private static final String NOT_ADMIN =
            "Only owners and admins say where the repository is pushed to.";

    private final ProjectAccess access;
    private final Remotes remotes;

    RemoteController(ProjectAccess access, Remotes remotes) {
        this.access = access;
        this.remotes = remotes;
    }

    @GetMapping("/api/projects/{project}/repository")
    ResponseEntity<RepositoryView> read(@PathVariable UUID project, Caller caller) {
        access.requireVisible(project, caller.requireUser());
        return answer(remotes.view(project));
    }

    @PutMapping("/api/projects/{project}/repository")
    ResponseEntity<RepositoryView> change(
            @PathVariable UUID project,
            @RequestBody @Valid RemoteRequest request,
            @IfMatch @Nullable Long expected,
            Caller caller) {
        var user = caller.requireUser();
        var workspace = access.requireAdmin(project, user, NOT_ADMIN);
        var wanted =
                new RemoteChange(request.remote(), request.token(), request.openPullRequests());
        return answer(remotes.change(project, workspace, wanted, expected, user.id()));
    }

    private static ResponseEntity<RepositoryView> answer(RepositoryView view) {
        return ResponseEntity.ok().eTag(ETags.of(view.version())).body(view);
    }

    record RemoteRequest(
            @Nullable @Size(min = 1, max = 300) String remote,
            @Nullable @Size(min = 1, max = 500) @Pattern(regexp = "[\\x21-\\x7e]+") String token,
            @Nullable Boolean openPullRequests) {

        @Override
        public String toString() {
            return "RemoteRequest[remote=%s]".formatted(remote);
        }
    }
}
