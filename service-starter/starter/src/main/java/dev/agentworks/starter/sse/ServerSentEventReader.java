package dev.agentworks.starter.sse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Reads server-sent events by the HTML standard: any line end, a byte order mark, comments, data of
 * several lines, ids and reconnection times. An event is given as soon as its last byte was read.
 */
public final class ServerSentEventReader {
    private static final int LARGEST_EVENT = 16 * 1024 * 1024;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final InputStream input;
    private final boolean givesUnfinished;
    private final byte[] buffer = new byte[8192];
    private int position;
    private int filled;
    private boolean skipsLineFeed;
    private boolean isFirstLine = true;
    private String type = "";
    private @Nullable StringBuilder data;
    private @Nullable String lastId;
    private @Nullable Duration reconnectionTime;

    /** Reads as the standard says; an event that lacks its empty line at the end is dropped. */
    public ServerSentEventReader(InputStream input) {
        this(input, false);
    }

    private ServerSentEventReader(InputStream input, boolean givesUnfinished) {
        this.input = input;
        this.givesUnfinished = givesUnfinished;
    }

    /** Also gives the last event when its empty line at the end is missing. */
    public static ServerSentEventReader givingUnfinished(InputStream input) {
        return new ServerSentEventReader(input, true);
    }

    /** The next event that has data; null at the end of the stream. */
    public @Nullable ServerSentEvent next() throws IOException {
        while (true) {
            var line = line();
            if (line == null) {
                return givesUnfinished ? dispatched() : null;
            }
            if (line.isEmpty()) {
                var event = dispatched();
                if (event != null) {
                    return event;
                }
            } else {
                read(line);
            }
        }
    }

    /** How long the server wants clients to wait before they connect again; null when unknown. */
    public @Nullable Duration reconnectionTime() {
        return reconnectionTime;
    }

    private @Nullable ServerSentEvent dispatched() {
        var lines = data;
        var event =
                lines == null
                        ? null
                        : new ServerSentEvent(
                                lastId,
                                type.isEmpty() ? ServerSentEvent.MESSAGE : type,
                                lines.toString());
        data = null;
        type = "";
        return event;
    }

    private void read(String line) throws IOException {
        int colon = line.indexOf(':');
        if (colon < 0) {
            field(line, "");
        } else if (colon > 0) { // a line that begins with a colon is a comment
            int start = line.startsWith(" ", colon + 1) ? colon + 2 : colon + 1;
            field(line.substring(0, colon), line.substring(start));
        }
    }

    private void field(String name, String value) throws IOException {
        switch (name) {
            case "data" -> append(value);
            case "event" -> type = value;
            case "id" -> {
                if (value.indexOf('\0') < 0) {
                    lastId = value;
                }
            }
            case "retry" -> {
                if (value.matches("[0-9]{1,15}")) {
                    reconnectionTime = Duration.ofMillis(Long.parseLong(value));
                }
            }
            default -> {} // the standard ignores other fields
        }
    }

    private void append(String value) throws IOException {
        var lines = data;
        if (lines == null) {
            data = new StringBuilder(value);
            return;
        }
        lines.append('\n').append(value);
        if (lines.length() > LARGEST_EVENT) {
            throw new IOException("an event of more than " + LARGEST_EVENT + " characters");
        }
    }

    private @Nullable String line() throws IOException {
        var bytes = bytes();
        if (bytes == null) {
            return null;
        }
        var line = bytes.toString(StandardCharsets.UTF_8);
        if (isFirstLine) {
            isFirstLine = false;
            return line.startsWith(BYTE_ORDER_MARK) ? line.substring(1) : line;
        }
        return line;
    }

    private @Nullable ByteArrayOutputStream bytes() throws IOException {
        var line = new ByteArrayOutputStream(256);
        while (true) {
            if (position == filled && !fill()) {
                return line.size() == 0 ? null : line;
            }
            if (skipsLineFeed) {
                skipsLineFeed = false;
                if (buffer[position] == '\n') {
                    position++;
                    continue;
                }
            }
            int start = position;
            while (position < filled && buffer[position] != '\n' && buffer[position] != '\r') {
                position++;
            }
            line.write(buffer, start, position - start);
            if (line.size() > LARGEST_EVENT) {
                throw new IOException("a line of more than " + LARGEST_EVENT + " bytes");
            }
            if (position < filled) {
                skipsLineFeed = buffer[position++] == '\r';
                return line;
            }
        }
    }

    private boolean fill() throws IOException {
        position = 0;
        filled = Math.max(0, input.read(buffer));
        return filled > 0;
    }
}
