package dev.agentworks.router.routing;

import dev.agentworks.router.credential.Affinity;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The provider and model that a caller asks for, and the caller's place.
 *
 * @param conversation what the call has in common with earlier ones, such as its run
 */
public record RoutingRequest(
        UUID workspaceId,
        @Nullable UUID projectId,
        @Nullable String agentId,
        @Nullable String conversation,
        String provider,
        String model) {
    public Affinity affinity() {
        return new Affinity(conversation);
    }
}
