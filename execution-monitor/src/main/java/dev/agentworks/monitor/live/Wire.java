package dev.agentworks.monitor.live;

import dev.agentworks.monitor.history.RunLine;
import dev.agentworks.monitor.history.StreamHead;
import java.io.IOException;
import java.util.List;

/** What a cursor needs of its socket: where frames go, and where older lines come from. */
interface Wire {
    Frames frames();

    /** Sends a frame; waits while the client does not take it. */
    void send(String frame) throws IOException;

    /** Reads lines of the store from an offset on. */
    List<RunLine> page(StreamHead head, long from) throws InterruptedException;
}
