package dev.agentworks.core.apikey;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.agentworks.core.workspace.Permission;
import dev.agentworks.core.workspace.Role;
import java.util.Arrays;

/** What a key is good for. */
public enum KeyScope {
    /** Calls of models, which cost the workspace money. */
    MODELS("models", Permission.WRITE),
    API_READ("api:read", Permission.READ),
    API_WRITE("api:write", Permission.WRITE);

    private final String text;
    private final Permission needed;

    KeyScope(String text, Permission needed) {
        this.text = text;
        this.needed = needed;
    }

    /** As it stands in JSON and in the database. */
    @JsonValue
    public String text() {
        return text;
    }

    /** Whether a key of somebody with this role may use it. */
    boolean isWithin(Role role) {
        return role.allows(needed);
    }

    static KeyScope of(String text) {
        return Arrays.stream(values())
                .filter(scope -> scope.text.equals(text))
                .findFirst()
                .orElseThrow();
    }
}
