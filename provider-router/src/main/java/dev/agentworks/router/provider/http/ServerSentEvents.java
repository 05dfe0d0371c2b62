package dev.agentworks.router.provider.http;

import dev.agentworks.router.provider.spi.ServerSentEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads server-sent events as the HTML standard has them: any line end, comments, data over many
 * lines.
 */
final class ServerSentEvents {
    private static final int LARGEST_EVENT = 16 * 1024 * 1024;

    private final InputStream input;
    private final byte[] buffer = new byte[8192];
    private int position;
    private int filled;
    private boolean skipLineFeed;

    ServerSentEvents(InputStream input) {
        this.input = input;
    }

    /**
     * The next event with data; none at the end. An event without its empty line at the end is
     * given too.
     */
    @Nullable ServerSentEvent next() throws IOException {
        String name = null;
        StringBuilder data = null;
        while (true) {
            var line = line();
            if (line == null || line.isEmpty()) {
                if (data != null) {
                    return new ServerSentEvent(name, data.toString());
                }
                if (line == null) {
                    return null;
                }
                name = null;
            } else if (line.startsWith("data:")) {
                data = data == null ? new StringBuilder() : data.append('\n');
                data.append(value(line, 5));
                if (data.length() > LARGEST_EVENT) {
                    throw new IOException("an event of more than " + LARGEST_EVENT + " characters");
                }
            } else if (line.startsWith("event:")) {
                name = value(line, 6);
            }
        }
    }

    private static String value(String line, int start) {
        return line.startsWith(" ", start) ? line.substring(start + 1) : line.substring(start);
    }

    private @Nullable String line() throws IOException {
        var line = new ByteArrayOutputStream(256);
        while (true) {
            if (position == filled && !fill()) {
                return line.size() == 0 ? null : line.toString(StandardCharsets.UTF_8);
            }
            if (skipLineFeed) {
                skipLineFeed = false;
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
                skipLineFeed = buffer[position++] == '\r';
                return line.toString(StandardCharsets.UTF_8);
            }
        }
    }

    private boolean fill() throws IOException {
        position = 0;
        filled = Math.max(0, input.read(buffer));
        return filled > 0;
    }
}
