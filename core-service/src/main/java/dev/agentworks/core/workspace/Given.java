package dev.agentworks.core.workspace;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * A field that stands in a request. Where the field is left out there is none of these, so that a
 * null that stands there can mean "clear it".
 */
@JsonDeserialize(using = Given.Reader.class)
public record Given<T>(@Nullable T value) {

    /** The value that was given, null included; else the present one. */
    public static <T> @Nullable T or(@Nullable Given<T> wish, @Nullable T present) {
        return wish == null ? present : wish.value();
    }

    /**
     * The value that was given; what stands for nothing when null was; null when it was left out.
     */
    public static <T> @Nullable T orNothing(@Nullable Given<T> wish, T nothing) {
        if (wish == null) {
            return null;
        }
        var value = wish.value();
        return value == null ? nothing : value;
    }

    static final class Reader extends ValueDeserializer<Given<?>> {

        private final @Nullable JavaType content;

        Reader() {
            this(null);
        }

        private Reader(@Nullable JavaType content) {
            this.content = content;
        }

        @Override
        public ValueDeserializer<?> createContextual(
                DeserializationContext context, BeanProperty property) {
            return new Reader(context.getContextualType().containedType(0));
        }

        @Override
        public Given<?> deserialize(JsonParser parser, DeserializationContext context) {
            return new Given<>(context.readValue(parser, content));
        }

        @Override
        public Object getNullValue(DeserializationContext context) {
            return new Given<>(null);
        }

        @Override
        public @Nullable Object getAbsentValue(DeserializationContext context) {
            return null;
        }
    }
}
