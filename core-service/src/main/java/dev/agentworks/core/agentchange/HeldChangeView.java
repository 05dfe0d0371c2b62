package dev.agentworks.core.agentchange;

import java.time.Instant;
import java.util.UUID;

/**
 * A change that waits for a person, as they read it.
 *
 * @param kind the tool that asked for it
 * @param title what would be changed, in a line
 * @param preview what it would be
 * @param complete whether the preview is all of it
 */
public record HeldChangeView(
        UUID id, String kind, String title, String preview, boolean complete, Instant heldAt) {

    private static final int SHORT = 2_000;

    HeldChangeView shortened() {
        var length = preview.codePointCount(0, preview.length());
        return length <= SHORT
                ? this
                : new HeldChangeView(
                        id,
                        kind,
                        title,
                        preview.substring(0, preview.offsetByCodePoints(0, SHORT)),
                        false,
                        heldAt);
    }
}
