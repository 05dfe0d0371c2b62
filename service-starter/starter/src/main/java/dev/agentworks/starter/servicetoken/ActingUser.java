package dev.agentworks.starter.servicetoken;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The person on whose behalf a service calls.
 *
 * @param grants role name by tenant id
 * @param key the key that a program of theirs called with; null when they are there themselves
 */
public record ActingUser(String id, Map<String, String> grants, @Nullable String key) {
    public ActingUser {
        grants = Map.copyOf(grants);
    }

    /** A person who is there themselves. */
    public ActingUser(String id, Map<String, String> grants) {
        this(id, grants, null);
    }
}
