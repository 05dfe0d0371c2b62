package dev.agentworks.monitor.live;

import dev.agentworks.monitor.history.StoredLine;
import dev.agentworks.monitor.history.StreamHead;
import java.io.IOException;
import java.util.List;

/** Where a cursor sends its frames, and where it reads older lines. */
interface TerminalOutput {
    ServerFrames frames();

    /** Sends a frame; blocks while the client does not accept it. */
    void send(String frame) throws IOException;

    /** Reads lines from the store, starting at an offset. */
    List<StoredLine> page(StreamHead head, long from) throws InterruptedException;
}
