package dev.agentworks.core.workspace.web;

import dev.agentworks.core.identity.EmailAddress;
import dev.agentworks.core.identity.IdentityError;
import dev.agentworks.core.identity.NewPerson;
import dev.agentworks.core.identity.RegistrationOutcome;
import dev.agentworks.core.identity.UserId;
import dev.agentworks.core.identity.Users;
import dev.agentworks.core.workspace.Access;
import dev.agentworks.core.workspace.Registrations;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.servicetoken.RequiresScope;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** People with the workspaces they belong to, for the gateway. */
@RestController
@RequestMapping("/internal/users")
@RequiresScope("core:identity")
class PersonController {

    private final Users users;
    private final Registrations registrations;
    private final PersonResponses responses;

    PersonController(Users users, Registrations registrations, PersonResponses responses) {
        this.users = users;
        this.registrations = registrations;
        this.responses = responses;
    }

    record RegisterRequest(
            @NotBlank @Size(max = 254) String email,
            @NotNull @Size(max = 200) String password,
            @NotBlank @Size(max = 100) String name,
            @Nullable @Size(max = 200) String key) {

        NewPerson toCommand() {
            var usable = key == null || key.isBlank() ? null : key;
            return new NewPerson(new EmailAddress(email), password, name, usable);
        }
    }

    record VerifyRequest(
            @NotNull @Size(max = 254) String email, @NotNull @Size(max = 200) String password) {}

    record ProfileRequest(@NotBlank @Size(max = 100) String name) {}

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    PersonResponse register(@RequestBody @Valid RegisterRequest request) {
        if (!EmailAddress.isValid(request.email())) {
            throw new ProblemException(CommonError.INVALID_REQUEST, "The address is not one.")
                    .invalid("/email", "must look like name@example.com");
        }
        var registration = registrations.register(request.toCommand());
        return switch (registration.outcome()) {
            case RegistrationOutcome.Registered(var user) ->
                    // of an earlier try nothing is begun now
                    registration.begun().isEmpty()
                            ? responses.of(user)
                            : PersonResponse.of(user, registration.begun());
            case RegistrationOutcome.EmailTaken() ->
                    throw new ProblemException(
                            IdentityError.EMAIL_TAKEN, "Sign in instead, or use another address.");
            case RegistrationOutcome.WeakPassword(var reason) ->
                    throw new ProblemException(
                                    IdentityError.WEAK_PASSWORD,
                                    "Choose another password: " + reason + ".")
                            .invalid("/password", reason);
        };
    }

    @PostMapping("/verify")
    PersonResponse verify(@RequestBody @Valid VerifyRequest request) {
        var user =
                users.verify(request.email(), request.password())
                        .orElseThrow(() ->
                                new ProblemException(
                                        IdentityError.INVALID_CREDENTIALS,
                                        "Address and password do not match."));
        registrations.ensureWorkspace(user);
        return responses.of(user);
    }

    @GetMapping("/{id}")
    PersonResponse one(@PathVariable UserId id) {
        return responses.of(users.find(id).orElseThrow(() -> Access.notFound("person")));
    }

    @PatchMapping("/{id}")
    PersonResponse change(@PathVariable UserId id, @RequestBody @Valid ProfileRequest request) {
        return responses.of(users.rename(id, request.name()));
    }
}
