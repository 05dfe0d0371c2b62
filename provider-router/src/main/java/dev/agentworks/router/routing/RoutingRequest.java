package dev.agentworks.router.routing;

import dev.agentworks.router.credential.Affinity;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who is asked for, and by whom.
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
