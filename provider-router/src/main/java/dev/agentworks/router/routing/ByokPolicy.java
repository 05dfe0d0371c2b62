package dev.agentworks.router.routing;

import dev.agentworks.router.credential.VendorKeys;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Decides whether a workspace pays the vendors of a call with keys of its own. */
@Component
public class ByokPolicy {
    private final VendorKeys keys;

    ByokPolicy(VendorKeys keys) {
        this.keys = keys;
    }

    /** Whether the workspace pays the first target itself. */
    public boolean paysItself(UUID workspace, List<Target> targets) {
        return isOwn(workspace, targets.getFirst());
    }

    /** The targets that may answer: with its own keys a workspace never falls back to ours. */
    public List<Target> allowed(UUID workspace, List<Target> targets) {
        return paysItself(workspace, targets)
                ? targets.stream().filter(target -> isOwn(workspace, target)).toList()
                : targets;
    }

    private boolean isOwn(UUID workspace, Target target) {
        return keys.isOwn(workspace, target.vendor());
    }
}
