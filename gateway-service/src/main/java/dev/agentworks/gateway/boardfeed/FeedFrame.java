package dev.agentworks.gateway.boardfeed;

/**
 * One frame of a feed.
 *
 * @param seq grows with every event of a workspace, not always by one
 * @param text the whole frame as JSON
 * @param restarts whether the client has to read the board anew
 */
record FeedFrame(long seq, String text, boolean restarts) {
    static FeedFrame of(long seq, String type, String dataJson) {
        return frame(seq, type, dataJson, false);
    }

    /** Tells a client that it missed nothing up to this number. */
    static FeedFrame ready(long head) {
        return frame(head, "ready", "{}", false);
    }

    /** Tells a client that it may have missed events up to this number. */
    static FeedFrame resync(long head) {
        return frame(head, "resync", "{}", true);
    }

    private static FeedFrame frame(long seq, String type, String dataJson, boolean restarts) {
        return new FeedFrame(
                seq,
                "{\"seq\":%d,\"type\":\"%s\",\"data\":%s}".formatted(seq, type, dataJson),
                restarts);
    }
}
