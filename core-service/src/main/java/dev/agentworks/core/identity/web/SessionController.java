package dev.agentworks.core.identity.web;

import dev.agentworks.core.identity.IdentityError;
import dev.agentworks.core.identity.RefreshOutcome;
import dev.agentworks.core.identity.SessionId;
import dev.agentworks.core.identity.Sessions;
import dev.agentworks.core.identity.Sessions.OpenSession;
import dev.agentworks.core.identity.UserId;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.servicetoken.RequiresScope;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Sessions, for the gateway. */
@RestController
@RequestMapping("/internal/sessions")
@RequiresScope("core:identity")
class SessionController {

    private final Sessions sessions;

    SessionController(Sessions sessions) {
        this.sessions = sessions;
    }

    record OpenRequest(
            @NotNull UserId userId,
            @NotNull @Size(max = 500) String userAgent,
            @NotNull @Size(max = 100) String address) {}

    record RefreshRequest(@NotBlank @Size(max = 200) String refreshToken) {}

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    OpenSession open(@RequestBody @Valid OpenRequest request) {
        return sessions.open(request.userId(), request.userAgent(), request.address());
    }

    @PostMapping("/refresh")
    OpenSession refresh(@RequestBody @Valid RefreshRequest request) {
        return switch (sessions.refresh(request.refreshToken())) {
            case RefreshOutcome.Refreshed(var session) -> session;
            // the gateway stops believing what it issued for the session
            case RefreshOutcome.Reused(var session) ->
                    throw ended().with("sessionId", session.value());
            case RefreshOutcome.Unusable() -> throw ended();
        };
    }

    private static ProblemException ended() {
        return new ProblemException(IdentityError.SESSION_ENDED, "Sign in again.");
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void end(@PathVariable SessionId id) {
        sessions.end(id);
    }
}
