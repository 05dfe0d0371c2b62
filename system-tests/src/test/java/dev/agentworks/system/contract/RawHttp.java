package dev.agentworks.system.contract;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Sends exactly the bytes that a test wants; a client library would mend or refuse many of them.
 */
final class RawHttp {
    private static final int PATIENCE = 30_000;

    private final int port;

    RawHttp(int port) {
        this.port = port;
    }

    Answer send(Request request) {
        var head = new StringBuilder(request.method()).append(' ').append(request.target());
        head.append(" HTTP/1.1\r\nHost: localhost:")
                .append(port)
                .append("\r\nConnection: close\r\n");
        request.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        var body = request.body();
        if (body != null) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        head.append("\r\n");
        try (var socket = new Socket("localhost", port)) {
            socket.setSoTimeout(PATIENCE);
            var out = new ByteArrayOutputStream();
            out.writeBytes(head.toString().getBytes(StandardCharsets.UTF_8));
            if (body != null) {
                out.writeBytes(body);
            }
            socket.getOutputStream().write(out.toByteArray());
            return answer(socket.getInputStream().readAllBytes());
        } catch (IOException e) {
            return Answer.none(String.valueOf(e.getMessage()));
        }
    }

    private static Answer answer(byte[] bytes) {
        var text = new String(bytes, StandardCharsets.ISO_8859_1);
        var end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            return Answer.none("no head in " + text);
        }
        var lines = text.substring(0, end).split("\r\n");
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (var line : lines) {
            var colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
            }
        }
        var rest = text.substring(end + 4);
        var isChunked =
                headers.getOrDefault("Transfer-Encoding", "")
                        .toLowerCase(Locale.ROOT)
                        .contains("chunked");
        var body = isChunked ? joined(rest) : rest;
        return new Answer(
                Integer.parseInt(lines[0].split(" ")[1]),
                headers.getOrDefault("Content-Type", ""),
                headers.getOrDefault("Allow", ""),
                headers.getOrDefault("Retry-After", ""),
                new String(body.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
    }

    private static String joined(String chunks) {
        var body = new StringBuilder();
        var at = 0;
        while (true) {
            var line = chunks.indexOf("\r\n", at);
            if (line < 0) {
                return body.toString();
            }
            var size = Integer.parseInt(chunks.substring(at, line).split(";")[0].strip(), 16);
            if (size == 0) {
                return body.toString();
            }
            body.append(chunks, line + 2, Math.min(chunks.length(), line + 2 + size));
            at = line + 2 + size + 2;
        }
    }
}
