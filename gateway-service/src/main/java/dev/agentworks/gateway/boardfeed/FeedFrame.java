package dev.agentworks.gateway.boardfeed;

/**
 * One frame of a feed.
 *
 * @param seq grows with every frame of a workspace, not always by one
 * @param text the whole frame as JSON
 */
record FeedFrame(long seq, String text) {
    private static final String BEGINS = "{\"seq\":";

    static FeedFrame of(long seq, String type, String dataJson) {
        return new FeedFrame(seq, BEGINS + seq + rest(type, dataJson));
    }

    /** What follows the number. */
    static String rest(String type, String dataJson) {
        return ",\"type\":\"" + type + "\",\"data\":" + dataJson + "}";
    }

    /** Parses a frame that {@link #of} wrote. */
    static FeedFrame parse(String text) {
        var end = text.indexOf(',');
        return new FeedFrame(Long.parseLong(text, BEGINS.length(), end, 10), text);
    }
}
