package dev.agentworks.core.apikey.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.agentworks.core.apikey.ApiKeyView;
import dev.agentworks.core.apikey.ApiKeys;
import dev.agentworks.core.apikey.KeyScope;
import dev.agentworks.core.apikey.MadeKey;
import dev.agentworks.core.apikey.NewApiKey;
import dev.agentworks.core.workspace.Acting;
import dev.agentworks.starter.servicetoken.Caller;
import dev.agentworks.starter.servicetoken.RequiresScope;
import dev.agentworks.starter.web.CursorRequest;
import dev.agentworks.starter.web.Page;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
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

/** The keys of a workspace. A key never manages keys: people do, themselves. */
@RestController
@RequestMapping("/auth/api-keys")
@RequiresScope("core:public")
class ApiKeyController {

    private final ApiKeys keys;

    ApiKeyController(ApiKeys keys) {
        this.keys = keys;
    }

    record NewKeyRequest(
            @NotNull UUID workspaceId,
            @NotBlank @Size(max = 100) String name,
            @NotEmpty @Size(max = 10) List<@NotNull KeyScope> scopes,
            @Nullable Instant expiresAt) {

        NewApiKey toWish() {
            return new NewApiKey(workspaceId, name.strip(), EnumSet.copyOf(scopes), expiresAt);
        }
    }

    /** The answer that alone holds the secret. */
    record NewKeyResponse(@JsonUnwrapped ApiKeyView view, String key) {

        static NewKeyResponse of(MadeKey made) {
            return new NewKeyResponse(made.key(), made.secret());
        }

        @Override
        public String toString() {
            return "NewKeyResponse[" + view + "]";
        }
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    NewKeyResponse make(Caller caller, @RequestBody @Valid NewKeyRequest request) {
        return NewKeyResponse.of(
                Acting.deciding(caller, person -> keys.make(person, request.toWish())));
    }

    @GetMapping
    Page<ApiKeyView> of(
            Caller caller,
            @RequestParam UUID workspace,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var request = CursorRequest.of(limit, cursor);
        return Acting.deciding(caller, person -> keys.of(person, workspace, request));
    }

    @GetMapping("/{id}")
    ApiKeyView one(Caller caller, @PathVariable UUID id) {
        return Acting.deciding(caller, person -> keys.require(person, id));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(Caller caller, @PathVariable UUID id) {
        Acting.deciding(
                caller,
                person -> {
                    keys.revoke(person, id);
                    return id;
                });
    }
}
