package dev.agentworks.local.llm.wire;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads and writes the JSON that the formats have in common. */
final class Json {

    static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static String event(JsonNode data) {
        return "data: " + data + "\n\n";
    }

    static String event(String name, JsonNode data) {
        return "event: " + name + "\ndata: " + data + "\n\n";
    }

    /** A text, given as a string or as a list of typed blocks. */
    static String text(JsonNode content) {
        if (content.isString()) {
            return content.asString();
        }
        var text = new StringBuilder();
        content.valueStream().forEach(block -> text.append(block.path("text").asString("")));
        return text.toString();
    }

    static ObjectNode arguments(String json) {
        try {
            return MAPPER.readTree(json.isBlank() ? "{}" : json) instanceof ObjectNode object
                    ? object
                    : object();
        } catch (JacksonException failure) {
            throw new IllegalArgumentException(
                    "tool arguments are not JSON: " + failure.getOriginalMessage(), failure);
        }
    }

    static JsonNode require(JsonNode request, String field) {
        var value = request.path(field);
        if (value.isMissingNode() || value.isNull() || (value.isArray() && value.isEmpty())) {
            throw new IllegalArgumentException("Missing required parameter: '" + field + "'.");
        }
        return value;
    }

    /** Cuts the arguments into chunks as a stream does, none of which is JSON by itself. */
    static java.util.List<String> pieces(String arguments) {
        var pieces = new java.util.ArrayList<String>();
        for (var begin = 0; begin < arguments.length(); begin += 200) {
            pieces.add(arguments.substring(begin, Math.min(arguments.length(), begin + 200)));
        }
        return pieces;
    }
}
