package dev.agentworks.orchestrator.remote.web;

import dev.agentworks.orchestrator.remote.Remotes;
import dev.agentworks.orchestrator.remote.Remotes.RemoteChange;
import dev.agentworks.orchestrator.remote.Remotes.RepositoryView;
import dev.agentworks.orchestrator.repository.ProjectAccess;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.servicetoken.Caller;
import dev.agentworks.starter.servicetoken.RequiresScope;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** The remote that a project's repository is pushed to. */
@RestController
@RequiresScope("orchestrator:public")
class RemoteController {

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
            @RequestBody @Valid Change change,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            Caller caller) {
        var user = caller.requireUser();
        var workspace = access.requireAdmin(project, user);
        var wanted = new RemoteChange(change.remote(), change.token(), change.openPullRequests());
        return answer(remotes.change(project, workspace, wanted, expected(ifMatch), user.id()));
    }

    private static ResponseEntity<RepositoryView> answer(RepositoryView view) {
        return ResponseEntity.ok().eTag("\"" + view.version() + "\"").body(view);
    }

    private static @Nullable Long expected(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.equals("*")) {
            return null;
        }
        try {
            return Long.valueOf(ifMatch.replace("W/", "").replace("\"", "").strip());
        } catch (NumberFormatException e) {
            throw new ProblemException(
                    CommonError.INVALID_REQUEST, "If-Match must be the ETag of an earlier answer.");
        }
    }

    record Change(
            @Nullable @Size(min = 1, max = 300) String remote,
            @Nullable @Size(min = 1, max = 500) @Pattern(regexp = "[\\x21-\\x7e]+") String token,
            @Nullable Boolean openPullRequests) {

        @Override
        public String toString() {
            return "Change[remote=%s]".formatted(remote);
        }
    }
}
