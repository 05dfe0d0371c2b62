package dev.agentworks.monitor.live;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a socket was opened for: a card or one of its runs.
 *
 * @param run the only run, when the socket was opened for one
 */
public record TerminalTarget(UUID card, @Nullable UUID run) {}
