package dev.agentworks.router.provider.spi;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.StringNode;

/** Reads the arguments of a tool call as a model wrote them. */
public final class ToolArguments {
    /** No tool wants more, and whoever gets them writes them into JSON of its own. */
    private static final int DEEPEST = 100;

    private static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(DEEPEST)
                                                    .build())
                                    .build())
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private ToolArguments() {}

    /**
     * The object that was written, or the text where it is none; nothing stands for an empty one.
     */
    public static JsonNode read(String written) {
        if (written.isBlank()) {
            return JsonNodeFactory.instance.objectNode();
        }
        try {
            var read = MAPPER.readTree(written);
            return read.isObject() ? read : StringNode.valueOf(written);
        } catch (JacksonException malformed) {
            return StringNode.valueOf(written);
        }
    }
}
