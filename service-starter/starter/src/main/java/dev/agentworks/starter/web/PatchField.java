package dev.agentworks.starter.web;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JsonDeserialize;

/**
 * A field of a patch that is present in the request. A field that is left out is a null reference
 * instead, so that a JSON null can mean "clear it".
 */
@JsonDeserialize(using = PatchField.Reader.class)
public record PatchField<T>(@Nullable T value) {

    /** The value of the field, null included; the present one when the field was left out. */
    public static <T> @Nullable T valueOr(@Nullable PatchField<T> field, @Nullable T present) {
        return field == null ? present : field.value();
    }

    /**
     * The value of the field; the empty value when the field is a JSON null; null when the field
     * was left out.
     */
    public static <T> @Nullable T valueOrEmpty(@Nullable PatchField<T> field, T empty) {
        if (field == null) {
            return null;
        }
        var value = field.value();
        return value == null ? empty : value;
    }

    static final class Reader extends ValueDeserializer<PatchField<?>> {

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
        public PatchField<?> deserialize(JsonParser parser, DeserializationContext context) {
            return new PatchField<>(context.readValue(parser, content));
        }

        @Override
        public Object getNullValue(DeserializationContext context) {
            return new PatchField<>(null);
        }

        @Override
        public @Nullable Object getAbsentValue(DeserializationContext context) {
            return null;
        }
    }
}
