package dev.agentworks.router.provider.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hc.core5.http.ClassicHttpResponse;

/** What is read of every response, an answer or not. */
final class ResponseParts {
    private static final int LARGEST_REFUSAL = 64 * 1024;

    private ResponseParts() {}

    /** By lower-case name. */
    static Map<String, List<String>> headers(ClassicHttpResponse response) {
        var headers = new HashMap<String, List<String>>();
        for (var all = response.headerIterator(); all.hasNext(); ) {
            var header = all.next();
            var value = List.of(header.getValue() == null ? "" : header.getValue());
            var name = header.getName().toLowerCase(Locale.ROOT);
            var before = headers.put(name, value);
            if (before != null) {
                headers.put(name, Stream.concat(before.stream(), value.stream()).toList());
            }
        }
        return headers;
    }

    /** A refusal whose body is cut is still a refusal: its status says enough. */
    static String refusalBody(ClassicHttpResponse response) {
        var entity = response.getEntity();
        if (entity == null) {
            return "";
        }
        try {
            return new String(
                    entity.getContent().readNBytes(LARGEST_REFUSAL), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    static boolean isJson(ClassicHttpResponse response) {
        var entity = response.getEntity();
        var type = entity == null ? null : entity.getContentType();
        return type != null && type.toLowerCase(Locale.ROOT).startsWith("application/json");
    }
}
