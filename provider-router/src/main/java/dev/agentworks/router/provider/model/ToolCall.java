package dev.agentworks.router.provider.model;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A tool the model wants called.
 *
 * @param arguments an object; where the model wrote something else, that as a text, so that whoever
 *     asked can tell the model what was wrong with it
 * @param signature opaque; some vendors want it back with the call in the next request
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ToolCall(String id, String name, JsonNode arguments, @Nullable String signature) {

    /** As the model wrote them. */
    @JsonIgnore
    public String argumentText() {
        return arguments.isString() ? arguments.stringValue() : arguments.toString();
    }

    /** For vendors that take nothing but an object. */
    @JsonIgnore
    public JsonNode argumentObject() {
        return arguments.isObject() ? arguments : JsonNodeFactory.instance.objectNode();
    }
}
