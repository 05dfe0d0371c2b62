package dev.agentworks.starter.json;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.deser.std.DelegatingDeserializer;

/**
 * Looks for what is no text where JSON is read without a shape: trees, maps, objects of any kind.
 */
final class StrictTree extends ValueDeserializerModifier {
    @Override
    public ValueDeserializer<?> modifyDeserializer(
            DeserializationConfig config,
            BeanDescription.Supplier description,
            ValueDeserializer<?> deserializer) {
        var type = description.getBeanClass();
        return type == Object.class || JsonNode.class.isAssignableFrom(type)
                ? new Checked(deserializer)
                : deserializer;
    }

    private static final class Checked extends DelegatingDeserializer {
        Checked(ValueDeserializer<?> delegate) {
            super(delegate);
        }

        @Override
        protected ValueDeserializer<?> newDelegatingInstance(ValueDeserializer<?> delegate) {
            return new Checked(delegate);
        }

        @Override
        public @Nullable Object deserialize(JsonParser parser, DeserializationContext context) {
            Object value;
            try {
                value = super.deserialize(parser, context);
            } catch (NumberFormatException _) { // an exponent that no decimal has
                throw new InputCoercionException(
                        parser, "no number", parser.currentToken(), Number.class);
            }
            check(parser, value);
            return value;
        }

        private static void requireFinite(JsonParser parser, double number) {
            if (!Double.isFinite(number)) {
                throw new InputCoercionException(
                        parser, "beyond all numbers", parser.currentToken(), Number.class);
            }
        }

        private static void check(JsonParser parser, @Nullable Object value) {
            switch (value) {
                case String text -> TextFault.check(parser, text);
                case JsonNode node when node.isString() -> check(parser, node.stringValue());
                case JsonNode node when node.isDouble() ->
                        requireFinite(parser, node.doubleValue());
                case Double number -> requireFinite(parser, number);
                case JsonNode node -> {
                    node.propertyNames().forEach(name -> check(parser, name));
                    node.valueStream().forEach(child -> check(parser, child));
                }
                case Map<?, ?> map -> {
                    map.keySet().forEach(key -> check(parser, key));
                    map.values().forEach(child -> check(parser, child));
                }
                case Collection<?> all -> all.forEach(child -> check(parser, child));
                case null, default -> {}
            }
        }
    }
}
