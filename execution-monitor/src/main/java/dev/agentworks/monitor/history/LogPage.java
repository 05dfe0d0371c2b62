package dev.agentworks.monitor.history;

import java.util.List;

/**
 * A page of a run's lines.
 *
 * @param next the offset at which the next page begins
 * @param atTheEnd whether the stream has ended and no line can follow
 */
public record LogPage(List<StoredLine> lines, long next, boolean atTheEnd) {}
