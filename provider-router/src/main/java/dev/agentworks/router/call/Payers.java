package dev.agentworks.router.call;

import dev.agentworks.router.credential.VendorKeys;
import dev.agentworks.router.routing.Target;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Who pays the vendors of a call: the platform, or the workspace with keys of its own. */
@Component
class Payers {
    private final VendorKeys keys;

    Payers(VendorKeys keys) {
        this.keys = keys;
    }

    /** Whether the workspace pays the first target itself. */
    boolean isOwn(CallOrder order) {
        return isOwn(order.origin().workspaceId(), order.targets().getFirst());
    }

    /** Who may answer: with its own keys a workspace never falls back to ours. */
    List<Target> of(CallOrder order) {
        return isOwn(order)
                ? order.targets().stream()
                        .filter(target -> isOwn(order.origin().workspaceId(), target))
                        .toList()
                : order.targets();
    }

    private boolean isOwn(UUID workspace, Target target) {
        return keys.isOwn(workspace, target.vendor());
    }
}
