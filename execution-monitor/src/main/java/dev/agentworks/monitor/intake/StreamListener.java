package dev.agentworks.monitor.intake;

import java.util.UUID;

/**
 * Is notified of stream changes after their commit. A notification may be lost; the store is
 * authoritative.
 */
public interface StreamListener {
    /** Lines were stored, or the end of the stream was fixed. */
    void stored(StreamUpdate lines);

    /** An event of a run was recorded. */
    void runChanged(UUID workspace, UUID card, UUID run);
}
