package dev.agentworks.router.credential.web;

import dev.agentworks.router.credential.CredentialError;
import dev.agentworks.router.credential.Envelope;
import dev.agentworks.router.credential.KeyProbe;
import dev.agentworks.router.credential.ProviderKey;
import dev.agentworks.router.credential.ProviderKeyStore;
import dev.agentworks.router.credential.ProviderKeyStore.WorkspaceKey;
import dev.agentworks.router.credential.WorkspaceKeys;
import dev.agentworks.router.provider.Vendors;
import dev.agentworks.router.provider.spi.ProviderSettings;
import dev.agentworks.router.provider.spi.Secret;
import dev.agentworks.router.provider.spi.Vendor;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.servicetoken.ActingUser;
import dev.agentworks.starter.servicetoken.Caller;
import dev.agentworks.starter.servicetoken.RequiresScope;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A workspace's own keys: brought, tried and taken away by its administrators, never shown. */
@RestController
@RequestMapping("/api/workspaces/{id}/provider-keys")
@RequiresScope("router:public")
class ProviderKeyController {
    private static final Set<String> MAY = Set.of("OWNER", "ADMIN");

    private final ProviderKeyStore keys;
    private final WorkspaceKeys own;
    private final Envelope envelope;
    private final KeyProbe probe;
    private final Vendors vendors;
    private final ProviderSettings settings;

    ProviderKeyController(
            ProviderKeyStore keys,
            WorkspaceKeys own,
            Envelope envelope,
            KeyProbe probe,
            Vendors vendors,
            ProviderSettings settings) {
        this.keys = keys;
        this.own = own;
        this.envelope = envelope;
        this.probe = probe;
        this.vendors = vendors;
        this.settings = settings;
    }

    @GetMapping
    Items list(@PathVariable UUID id, Caller caller) {
        enter(id, caller);
        return new Items(keys.of(id));
    }

    @GetMapping("/{provider}")
    ProviderKey read(@PathVariable UUID id, @PathVariable String provider, Caller caller) {
        enter(id, caller);
        return keys.find(id, provider).orElseThrow(ProviderKeyController::missing);
    }

    @PutMapping("/{provider}")
    ProviderKey put(
            @PathVariable UUID id,
            @PathVariable String provider,
            @RequestBody @Valid NewKey wanted,
            Caller caller) {
        var user = enter(id, caller);
        var vendor = vendor(provider);
        keys.put(id, vendor.id(), new Secret(wanted.key()), user.id());
        own.changed(id, vendor.id());
        return keys.find(id, vendor.id()).orElseThrow(ProviderKeyController::missing);
    }

    @DeleteMapping("/{provider}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable UUID id, @PathVariable String provider, Caller caller) {
        enter(id, caller);
        boolean deleted = keys.delete(id, provider);
        own.changed(id, provider);
        if (!deleted) {
            throw missing();
        }
    }

    @PostMapping("/{provider}/test")
    KeyProbe.Result test(@PathVariable UUID id, @PathVariable String provider, Caller caller) {
        enter(id, caller);
        var vendor = vendor(provider);
        return switch (keys.open(id, vendor.id())) {
            case WorkspaceKey.Opened(var key) ->
                    probe.of(vendor, settings.access(vendor).with(key));
            case WorkspaceKey.None _ -> throw missing();
            case WorkspaceKey.Locked _ -> throw unavailable();
        };
    }

    private ActingUser enter(UUID id, Caller caller) {
        var user = caller.requireUser();
        var role = user.grants().get(id.toString());
        if (role == null) {
            throw new ProblemException(CommonError.NOT_FOUND, "There is no such workspace.");
        }
        if (!MAY.contains(role)) {
            throw new ProblemException(
                    CommonError.FORBIDDEN, "Only owners and administrators see to its keys.");
        }
        if (!envelope.canSeal()) {
            throw unavailable();
        }
        return user;
    }

    private Vendor vendor(String provider) {
        return vendors.find(provider)
                .orElseThrow(() ->
                        new ProblemException(
                                CredentialError.UNKNOWN_PROVIDER,
                                "There is no provider of this name."));
    }

    private static ProblemException missing() {
        return new ProblemException(
                CommonError.NOT_FOUND, "The workspace has no key of its own for this provider.");
    }

    private static ProblemException unavailable() {
        return new ProblemException(
                CredentialError.BYOK_UNAVAILABLE,
                "The platform has no master key (AGENTWORKS_MASTER_KEY), or not the one this key"
                        + " was sealed with.");
    }

    record Items(List<ProviderKey> items) {
        Items {
            items = List.copyOf(items);
        }
    }

    /** A key that is brought. */
    record NewKey(
            @NotNull @Size(min = 8, max = 500) @Pattern(regexp = "[\\x21-\\x7E]*") String key) {
        @Override
        public String toString() {
            return "NewKey[•••]";
        }
    }
}
