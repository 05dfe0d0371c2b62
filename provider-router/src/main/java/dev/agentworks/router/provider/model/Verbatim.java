package dev.agentworks.router.provider.model;

import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request in the words of Chat Completions, as its caller wrote it. Vendors that speak them get
 * all of it, also what no other vendor has, and their answer goes back as it came.
 *
 * @param body never changed
 * @param whole whether the answer is wanted in one piece
 * @param needed the fields only such a vendor can honour
 */
public record Verbatim(ObjectNode body, boolean whole, Set<String> needed) {
    public Verbatim {
        needed = Set.copyOf(needed);
    }

    /** What a piece of a streamed answer is. */
    public enum Piece {
        CONTENT,
        /** It says why the answer ended. */
        LAST,
        /** It has figures and nothing else. */
        USAGE
    }
}
