package dev.agentworks.starter.json;

import java.math.BigDecimal;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/** Reads a decimal from a JSON number, unless its exponent is one that no decimal has. */
final class StrictDecimal extends StdScalarDeserializer<BigDecimal> {
    StrictDecimal() {
        super(BigDecimal.class);
    }

    @Override
    public BigDecimal deserialize(JsonParser parser, DeserializationContext context) {
        if (parser.currentToken() == JsonToken.VALUE_NUMBER_FLOAT
                || parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
            try {
                return parser.getDecimalValue();
            } catch (NumberFormatException _) {
                return (BigDecimal)
                        context.handleWeirdNumberValue(BigDecimal.class, 0, "no decimal");
            }
        }
        return (BigDecimal) context.handleUnexpectedToken(BigDecimal.class, parser);
    }
}
