package dev.agentworks.monitor.intake;

import java.util.UUID;

/**
 * Is told, after the commit, what is new: a hint for those who watch, never the only way to know.
 */
public interface StreamListener {
    /** Lines were stored, or the end of the stream was fixed. */
    void stored(StoredLines lines);

    /** An event of a run was recorded. */
    void runChanged(UUID workspace, UUID card, UUID run);
}
