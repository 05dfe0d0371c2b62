package dev.agentworks.orchestrator.tool;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Says what is wrong with a call that is no call, so that a model can make it right. */
final class MalformedCall {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int LONGEST_NAME = 64;

    private MalformedCall() {}

    /** Why nothing is called by this name. */
    static String name(String name) {
        if (name.isBlank()) {
            return "The call names no tool.";
        }
        var shown =
                name.codePoints()
                        .limit(LONGEST_NAME)
                        .mapToObj(MalformedCall::visible)
                        .collect(Collectors.joining());
        return "There is no tool %s%s.".formatted(shown, name.length() > LONGEST_NAME ? "…" : "");
    }

    /** What they are instead of an object; written by the model where they are a text. */
    static String arguments(@Nullable JsonNode arguments) {
        if (arguments == null || !arguments.isString()) {
            return "they are " + kind(arguments);
        }
        var written = arguments.stringValue();
        if (written.isBlank()) {
            return "there are none";
        }
        try {
            var read = JSON.readTree(written);
            if (read.isString() && looksLikeAnObject(read.stringValue())) {
                return "they are an object written as a text within the JSON: give the object itself";
            }
            // an object that was handed on as a text is one that nobody takes
            return read.isObject()
                    ? "they are nested too deep, or something follows them"
                    : "they are " + kind(read);
        } catch (StreamConstraintsException tooMuch) {
            return "they are nested too deep, or a number or name in them is too long";
        } catch (JacksonException notJson) {
            var at = notJson.getLocation();
            return "they are no valid JSON%s: %s"
                    .formatted(
                            at == null ? "" : " (character %d)".formatted(at.getCharOffset() + 1),
                            notJson.getOriginalMessage());
        }
    }

    /** What in them no column, file or message takes; none when all of it can be kept. */
    static @Nullable String unstorable(JsonNode arguments) {
        for (var field : arguments.properties()) {
            if (isUnstorable(field.getKey())) {
                return "a field whose name contains a NUL or half a character";
            }
            if (isUnstorable(field.getValue())) {
                return "a NUL (\\u0000) or half a character (a lone surrogate) in /"
                        + field.getKey();
            }
        }
        return null;
    }

    private static boolean isUnstorable(JsonNode value) {
        return value.isString()
                ? isUnstorable(value.stringValue())
                : value.isObject()
                        ? unstorable(value) != null
                        : value.valueStream().anyMatch(MalformedCall::isUnstorable);
    }

    private static boolean isUnstorable(String text) {
        return text.codePoints()
                .anyMatch(character ->
                        character == 0 || Character.getType(character) == Character.SURROGATE);
    }

    private static boolean looksLikeAnObject(String text) {
        return text.strip().startsWith("{");
    }

    private static String kind(@Nullable JsonNode node) {
        if (node == null || node.isNull() || node.isMissingNode()) {
            return "null";
        }
        return switch (node.getNodeType()) {
            case ARRAY -> "a list";
            case BOOLEAN -> "true or false";
            case NUMBER -> "a number";
            case STRING -> "a text";
            case OBJECT, POJO, BINARY, NULL, MISSING -> "something else";
        };
    }

    private static String visible(int character) {
        return Character.isISOControl(character) || Character.getType(character) == Character.FORMAT
                ? "\\u%04x".formatted(character)
                : Character.toString(character);
    }
}
