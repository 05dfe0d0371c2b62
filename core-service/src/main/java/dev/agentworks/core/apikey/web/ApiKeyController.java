package dev.agentworks.core.apikey.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.agentworks.core.apikey.ApiKeyId;
import dev.agentworks.core.apikey.ApiKeyView;
import dev.agentworks.core.apikey.ApiKeys;
import dev.agentworks.core.apikey.CreateApiKey;
import dev.agentworks.core.apikey.IssuedApiKey;
import dev.agentworks.core.apikey.KeyScope;
import dev.agentworks.core.identity.UserId;
import dev.agentworks.core.workspace.WorkspaceId;
import dev.agentworks.starter.idempotency.HonoursIdempotencyKey;
import dev.agentworks.starter.servicetoken.RequiresScope;
import dev.agentworks.starter.web.CurrentUser;
import dev.agentworks.starter.web.CursorRequest;
import dev.agentworks.starter.web.Page;
import dev.agentworks.starter.web.RunAsCurrentUser;
import dev.agentworks.starter.web.SignedInOnly;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.EnumSet;
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

/** The keys of a workspace. A key never manages keys: people do, themselves. */
@RestController
@RequestMapping("/auth/api-keys")
@RequiresScope("core:public")
@RunAsCurrentUser
@SignedInOnly
class ApiKeyController {

    private final ApiKeys keys;

    ApiKeyController(ApiKeys keys) {
        this.keys = keys;
    }

    record NewKeyRequest(
            @NotNull WorkspaceId workspaceId,
            @NotBlank @Size(max = 100) String name,
            @NotEmpty @Size(max = 10) List<@NotNull KeyScope> scopes,
            @Nullable Instant expiresAt) {

        CreateApiKey toCommand() {
            return new CreateApiKey(workspaceId, name.strip(), EnumSet.copyOf(scopes), expiresAt);
        }
    }

    /** The answer that alone holds the secret. */
    record NewKeyResponse(@JsonUnwrapped ApiKeyView view, String key) {

        static NewKeyResponse of(IssuedApiKey made) {
            return new NewKeyResponse(made.key(), made.secret());
        }

        @Override
        public String toString() {
            return "NewKeyResponse[" + view + "]";
        }
    }

    @PostMapping
    @HonoursIdempotencyKey
    @ResponseStatus(HttpStatus.CREATED)
    NewKeyResponse create(@CurrentUser UserId user, @RequestBody @Valid NewKeyRequest request) {
        return NewKeyResponse.of(keys.create(user, request.toCommand()));
    }

    @GetMapping
    Page<ApiKeyView> list(
            @CurrentUser UserId user, @RequestParam WorkspaceId workspace, CursorRequest page) {
        return keys.of(user, workspace, page);
    }

    @GetMapping("/{id}")
    ApiKeyView one(
            @CurrentUser UserId user,
            @PathVariable ApiKeyId id,
            @RequestParam(required = false) @Nullable WorkspaceId workspaceId) {
        return keys.require(user, id, workspaceId);
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(
            @CurrentUser UserId user,
            @PathVariable ApiKeyId id,
            @RequestParam(required = false) @Nullable WorkspaceId workspaceId) {
        keys.revoke(user, id, workspaceId);
    }
}
