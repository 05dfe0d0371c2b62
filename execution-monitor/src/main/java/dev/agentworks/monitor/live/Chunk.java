package dev.agentworks.monitor.live;

import dev.agentworks.monitor.history.RunLine;
import java.util.List;

/**
 * Lines in a row, with their JSON made once for all who get them whole.
 *
 * @param first the offset of the first line
 * @param next the offset after the last
 * @param json the lines as a JSON array
 */
record Chunk(long first, long next, List<RunLine> lines, String json) {
    int size() {
        return json.length();
    }
}
