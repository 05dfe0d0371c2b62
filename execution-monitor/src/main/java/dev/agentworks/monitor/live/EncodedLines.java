package dev.agentworks.monitor.live;

import dev.agentworks.monitor.history.StoredLine;
import java.util.List;

/**
 * Consecutive lines with their JSON, encoded once for all subscriptions that show them unfiltered.
 *
 * @param first the offset of the first line
 * @param next the offset after the last
 * @param json the lines as a JSON array
 */
record EncodedLines(long first, long next, List<StoredLine> lines, String json) {
    int size() {
        return json.length();
    }
}
