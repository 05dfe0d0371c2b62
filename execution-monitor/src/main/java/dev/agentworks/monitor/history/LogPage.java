package dev.agentworks.monitor.history;

import java.util.List;

/**
 * Some lines of a run.
 *
 * @param next the offset to go on from
 * @param atTheEnd no line will ever come after these
 */
public record LogPage(List<RunLine> lines, long next, boolean atTheEnd) {}
