package dev.agentworks.events;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/** Reads a decimal from the JSON string that it is written as, and from nothing else. */
final class PlainDecimalDeserializer extends StdScalarDeserializer<BigDecimal> {
    private static final Pattern PLAIN = Pattern.compile("-?\\d{1,40}(\\.\\d{1,40})?");

    PlainDecimalDeserializer() {
        super(BigDecimal.class);
    }

    @Override
    public BigDecimal deserialize(JsonParser parser, DeserializationContext context) {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            return (BigDecimal) context.handleUnexpectedToken(BigDecimal.class, parser);
        }
        var text = parser.getString();
        return PLAIN.matcher(text).matches()
                ? new BigDecimal(text)
                : (BigDecimal)
                        context.handleWeirdStringValue(
                                BigDecimal.class, text, "not a plain decimal");
    }
}
