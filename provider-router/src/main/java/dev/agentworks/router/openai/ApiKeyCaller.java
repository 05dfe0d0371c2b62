package dev.agentworks.router.openai;

import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.servicetoken.Caller;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whose program asks: the gateway knows its key, and vouches for the one workspace of it. */
record ApiKeyCaller(UUID workspaceId, UUID apiKeyId) {
    static final String SCOPE = "router:v1";
    static final String KEY_HEADER = "X-Api-Key-Id";

    static ApiKeyCaller of(Caller caller, @Nullable String keyId) {
        if (!caller.service().equals("gateway") || !caller.scopes().contains(SCOPE)) {
            throw forbidden("The token of %s does not allow this API.".formatted(caller.service()));
        }
        var grants = caller.requireUser().grants();
        if (grants.size() != 1) {
            throw forbidden("An API key belongs to exactly one workspace.");
        }
        var workspace = id(grants.keySet().iterator().next());
        var key = keyId == null ? null : id(keyId);
        if (workspace == null || key == null) {
            throw forbidden("The call does not say which API key it came with.");
        }
        return new ApiKeyCaller(workspace, key);
    }

    private static @Nullable UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static ProblemException forbidden(String why) {
        return new ProblemException(CommonError.FORBIDDEN, why);
    }
}
