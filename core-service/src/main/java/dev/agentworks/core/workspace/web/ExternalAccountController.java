package dev.agentworks.core.workspace.web;

import dev.agentworks.core.identity.EmailAddress;
import dev.agentworks.core.identity.Identities;
import dev.agentworks.core.identity.IdentityError;
import dev.agentworks.core.identity.IdentityOutcome;
import dev.agentworks.core.identity.ProvenIdentity;
import dev.agentworks.core.workspace.Registrations;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.servicetoken.RequiresScope;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Sign-in with accounts elsewhere, for the gateway, which has seen the provider's proof. */
@RestController
@RequestMapping("/internal/users/external")
@RequiresScope("core:identity")
class ExternalAccountController {

    private static final int LONGEST_NAME = 100;

    private final Registrations registrations;
    private final Identities identities;
    private final PersonResponses responses;

    ExternalAccountController(
            Registrations registrations, Identities identities, PersonResponses responses) {
        this.registrations = registrations;
        this.identities = identities;
        this.responses = responses;
    }

    record AccountRequest(
            @NotBlank @Size(max = 500) String issuer,
            @NotBlank @Size(max = 500) String subject,
            @NotBlank @Size(max = 254) String email,
            boolean emailVerified,
            @NotNull @Size(max = 1000) String name) {

        ProvenIdentity toIdentity() {
            if (!EmailAddress.isValid(email)) {
                throw new ProblemException(
                        CommonError.INVALID_REQUEST, "The provider names no usable address.");
            }
            var shortened = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
            var shown = shortened.isBlank() ? email.split("@", 2)[0] : shortened;
            return new ProvenIdentity(
                    issuer, subject, new EmailAddress(email), emailVerified, shown);
        }
    }

    record LinkRequest(
            @NotNull @Valid AccountRequest account, @NotNull @Size(max = 200) String password) {}

    @PostMapping
    PersonResponse signIn(@RequestBody @Valid AccountRequest request) {
        return switch (registrations.signIn(request.toIdentity())) {
            case IdentityOutcome.Known(var user) -> responses.of(user);
            case IdentityOutcome.NotLinked() ->
                    throw new ProblemException(
                            IdentityError.ACCOUNT_NOT_LINKED,
                            "Confirm with your password that the account is yours.");
            case IdentityOutcome.EmailNotVerified() ->
                    throw new ProblemException(
                            IdentityError.EMAIL_NOT_VERIFIED,
                            "The provider has not verified your address.");
        };
    }

    @PostMapping("/link")
    PersonResponse link(@RequestBody @Valid LinkRequest request) {
        return identities
                .confirm(request.account().toIdentity(), request.password())
                .map(responses::of)
                .orElseThrow(() ->
                        new ProblemException(
                                IdentityError.INVALID_CREDENTIALS,
                                "Address and password do not match."));
    }
}
