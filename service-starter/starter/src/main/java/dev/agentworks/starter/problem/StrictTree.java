package dev.agentworks.starter.problem;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.deser.std.DelegatingDeserializer;

/**
 * Looks for NUL characters where JSON is read without a shape: trees, maps and objects of any kind.
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
            var value = super.deserialize(parser, context);
            if (hasNul(value)) {
                throw new NulCharacterException(parser);
            }
            return value;
        }

        private static boolean hasNul(@Nullable Object value) {
            return switch (value) {
                case String text -> text.indexOf('\0') >= 0;
                case JsonNode node when node.isString() -> hasNul(node.stringValue());
                case JsonNode node ->
                        node.propertyNames().stream().anyMatch(Checked::hasNul)
                                || node.valueStream().anyMatch(Checked::hasNul);
                case Map<?, ?> map ->
                        map.keySet().stream().anyMatch(Checked::hasNul)
                                || map.values().stream().anyMatch(Checked::hasNul);
                case Collection<?> all -> all.stream().anyMatch(Checked::hasNul);
                case null, default -> false;
            };
        }
    }
}
