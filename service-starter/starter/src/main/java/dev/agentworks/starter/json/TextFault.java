package dev.agentworks.starter.json;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.exc.MismatchedInputException;

/**
 * A string that is no text: PostgreSQL cannot store U+0000, and UTF-8 has no half surrogate pair.
 */
public final class TextFault extends MismatchedInputException {
    private TextFault(JsonParser parser, String message) {
        super(parser, message, String.class);
    }

    /** Throws when the string is no text. */
    static void check(JsonParser parser, String text) {
        var message = message(text);
        if (message != null) {
            throw new TextFault(parser, message);
        }
    }

    private static @Nullable String message(String text) {
        if (text.indexOf('\0') >= 0) {
            return "must not contain the character NUL";
        }
        for (int at = 0; at < text.length(); at++) {
            if (Character.isSurrogate(text.charAt(at))) {
                if (at + 1 == text.length()
                        || !Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1))) {
                    return "must not contain half of a surrogate pair";
                }
                at++;
            }
        }
        return null;
    }
}
