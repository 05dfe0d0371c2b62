package dev.agentworks.starter.problem;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the path and the query of a request strictly: percent signs stand before two hexadecimal
 * digits, what they encode is UTF-8, and none of it is NUL. Servers are lenient, each in another
 * way.
 */
public final class RequestTarget {
    private static final String BROKEN = "must be percent-encoded UTF-8";
    private static final String NUL = "must not contain the character NUL";

    private RequestTarget() {}

    /** What is wrong with the encoding of a path and a query; null when nothing is. */
    public static @Nullable InvalidField fault(String path, @Nullable String query) {
        var inPath = faultOf(path);
        if (inPath != null) {
            return new InvalidField("path:", inPath);
        }
        for (var pair : pairs(query)) {
            var name = decoded(before(pair));
            var fault = faultOf(pair);
            if (fault != null) {
                return new InvalidField(
                        "query:" + (name == null ? "" : name.replace("\0", "")), fault);
            }
        }
        return null;
    }

    /** The parameters of a query without a {@link #fault}, each with its values in their order. */
    public static Map<String, List<String>> parameters(@Nullable String query) {
        var parameters = new LinkedHashMap<String, List<String>>();
        for (var pair : pairs(query)) {
            var name = decoded(before(pair));
            var value = decoded(pair.substring(Math.min(pair.length(), before(pair).length() + 1)));
            if (name != null && value != null) {
                parameters.computeIfAbsent(name, _ -> new ArrayList<>()).add(value);
            }
        }
        return parameters;
    }

    private static List<String> pairs(@Nullable String query) {
        var pairs = new ArrayList<String>();
        if (query != null) {
            for (var pair : query.split("&", -1)) {
                if (!pair.isEmpty()) {
                    pairs.add(pair);
                }
            }
        }
        return pairs;
    }

    private static String before(String pair) {
        var end = pair.indexOf('=');
        return end < 0 ? pair : pair.substring(0, end);
    }

    private static @Nullable String faultOf(String encoded) {
        var text = decoded(encoded);
        if (text == null) {
            return BROKEN;
        }
        return text.indexOf('\0') < 0 ? null : NUL;
    }

    /** The text; null when it is not encoded as it must be. */
    private static @Nullable String decoded(String encoded) {
        if (encoded.indexOf('%') < 0 && encoded.indexOf('+') < 0) {
            return encoded;
        }
        var bytes = ByteBuffer.allocate(encoded.length() * 3);
        for (int at = 0; at < encoded.length(); at++) {
            char next = encoded.charAt(at);
            if (next == '%') {
                int high =
                        at + 2 < encoded.length()
                                ? Character.digit(encoded.charAt(at + 1), 16)
                                : -1;
                int low = high < 0 ? -1 : Character.digit(encoded.charAt(at + 2), 16);
                if (low < 0) {
                    return null;
                }
                bytes.put((byte) (high * 16 + low));
                at += 2;
            } else if (next == '+') {
                bytes.put((byte) ' ');
            } else {
                bytes.put(String.valueOf(next).getBytes(StandardCharsets.UTF_8));
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException _) {
            return null;
        }
    }
}
