package dev.agentworks.starter.servicetoken;

import java.util.Map;

/**
 * The person on whose behalf a service calls.
 *
 * @param grants role name by tenant id
 */
public record ActingUser(String id, Map<String, String> grants) {
    public ActingUser {
        grants = Map.copyOf(grants);
    }
}
