package dev.agentworks.monitor.live;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a socket may look at.
 *
 * @param run the only run, when the socket was opened for one
 */
public record Subject(UUID card, @Nullable UUID run) {}
