package dev.agentworks.core.identity.web;

import dev.agentworks.core.identity.EmailAddress;
import dev.agentworks.core.identity.EmailVerification;
import dev.agentworks.core.identity.IdentityError;
import dev.agentworks.core.identity.NewPassword;
import dev.agentworks.core.identity.PasswordOutcome;
import dev.agentworks.core.identity.PasswordResetRequests;
import dev.agentworks.core.identity.Passwords;
import dev.agentworks.core.identity.SessionId;
import dev.agentworks.core.identity.SessionView;
import dev.agentworks.core.identity.Sessions;
import dev.agentworks.core.identity.UserId;
import dev.agentworks.core.identity.VerifyEmailOutcome;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.servicetoken.RequiresScope;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What people do with their accounts, for the gateway, which knows who they are. */
@RestController
@RequestMapping("/internal")
@RequiresScope("core:identity")
class AccountController {

    private final Passwords passwords;
    private final PasswordResetRequests forgotten;
    private final EmailVerification verification;
    private final Sessions sessions;

    AccountController(
            Passwords passwords,
            PasswordResetRequests forgotten,
            EmailVerification verification,
            Sessions sessions) {
        this.passwords = passwords;
        this.forgotten = forgotten;
        this.verification = verification;
        this.sessions = sessions;
    }

    record ChangePasswordRequest(
            @NotNull @Size(max = 200) String currentPassword,
            @NotNull @Size(max = 200) String newPassword,
            @Nullable SessionId session,
            @Nullable @Size(max = 200) String key) {}

    record ForgotRequest(@NotBlank @Size(max = 254) String email) {}

    record ResetRequest(
            @NotBlank @Size(max = 200) String token,
            @NotNull @Size(max = 200) String password,
            @Nullable @Size(max = 200) String key) {}

    record TokenRequest(@NotBlank @Size(max = 200) String token) {}

    record ChangeEmailRequest(
            @NotBlank @Size(max = 254) String email, @NotNull @Size(max = 200) String password) {}

    record Ended(List<SessionId> ended) {}

    record Email(String email) {}

    record SessionList(List<SessionView> items) {}

    @PostMapping("/users/{id}/password")
    Ended changePassword(
            @PathVariable UserId id, @RequestBody @Valid ChangePasswordRequest request) {
        return ended(
                passwords.change(
                        id,
                        request.currentPassword(),
                        new NewPassword(request.newPassword(), request.key()),
                        request.session()),
                "/newPassword");
    }

    @PostMapping("/passwords/forgotten")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void forgot(@RequestBody @Valid ForgotRequest request) {
        requireAddress(request.email());
        forgotten.add(request.email());
    }

    @PostMapping("/passwords/reset")
    Ended reset(@RequestBody @Valid ResetRequest request) {
        return ended(
                passwords.reset(
                        request.token(), new NewPassword(request.password(), request.key())),
                "/password");
    }

    private static Ended ended(PasswordOutcome outcome, String pointer) {
        return switch (outcome) {
            case PasswordOutcome.Changed(var ended) -> new Ended(ended);
            case PasswordOutcome.WrongPassword() ->
                    throw new ProblemException(
                                    IdentityError.WRONG_PASSWORD, "Type your present password.")
                            .invalid("/currentPassword", "is not your present password");
            case PasswordOutcome.WeakPassword(var reason) ->
                    throw new ProblemException(
                                    IdentityError.WEAK_PASSWORD,
                                    "Choose another password: " + reason + ".")
                            .invalid(pointer, reason);
            case PasswordOutcome.LinkUnusable() -> throw unusable();
        };
    }

    @PostMapping("/emails/verify")
    Email verify(@RequestBody @Valid TokenRequest request) {
        return switch (verification.verify(request.token())) {
            case VerifyEmailOutcome.Verified(var email) -> new Email(email);
            case VerifyEmailOutcome.EmailTaken() ->
                    throw new ProblemException(
                            IdentityError.EMAIL_TAKEN, "Somebody else has this address now.");
            case VerifyEmailOutcome.Unusable() -> throw unusable();
        };
    }

    @PostMapping("/users/{id}/email/verification")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void sendAgain(@PathVariable UserId id) {
        verification.sendAgain(id);
    }

    @PostMapping("/users/{id}/email")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void changeEmail(@PathVariable UserId id, @RequestBody @Valid ChangeEmailRequest request) {
        requireAddress(request.email());
        verification.change(id, new EmailAddress(request.email()), request.password());
    }

    @GetMapping("/users/{id}/sessions")
    SessionList sessions(@PathVariable UserId id) {
        return new SessionList(sessions.of(id));
    }

    @DeleteMapping("/users/{id}/sessions/{session}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endSession(@PathVariable UserId id, @PathVariable SessionId session) {
        sessions.endOf(id, session);
    }

    @DeleteMapping("/users/{id}/sessions")
    Ended endSessions(
            @PathVariable UserId id, @RequestParam(required = false) @Nullable SessionId except) {
        return new Ended(sessions.endAllOf(id, except));
    }

    private static void requireAddress(String email) {
        if (!EmailAddress.isValid(email)) {
            throw new ProblemException(CommonError.INVALID_REQUEST, "The address is not one.")
                    .invalid("/email", "must look like name@example.com");
        }
    }

    private static ProblemException unusable() {
        return new ProblemException(
                IdentityError.LINK_NOT_USABLE,
                "The link was used, is too old, or is not whole; ask for another one.");
    }
}
