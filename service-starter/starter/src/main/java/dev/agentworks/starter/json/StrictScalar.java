package dev.agentworks.starter.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAccessor;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/**
 * Reads a value that JSON has no type for from a string of its one documented form. Jackson's own
 * readers also take numbers, arrays and further forms of text.
 */
final class StrictScalar<T> extends StdScalarDeserializer<T> {
    static final StrictScalar<UUID> UUIDS = new StrictScalar<>(UUID.class, StrictScalar::uuid);
    static final StrictScalar<Instant> TIMES =
            new StrictScalar<>(
                    Instant.class,
                    text ->
                            inFourDigits(
                                            OffsetDateTime.parse(text)
                                                    .withOffsetSameInstant(ZoneOffset.UTC))
                                    .toInstant());
    static final StrictScalar<LocalDate> DATES =
            new StrictScalar<>(LocalDate.class, text -> inFourDigits(LocalDate.parse(text)));

    private static final Pattern UUID_FORM =
            Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private final transient Function<String, T> reading;

    private StrictScalar(Class<T> type, Function<String, T> reading) {
        super(type);
        this.reading = reading;
    }

    @Override
    @SuppressWarnings("unchecked")
    public T deserialize(JsonParser parser, DeserializationContext context) {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            return (T) context.handleUnexpectedToken(handledType(), parser);
        }
        var text = parser.getString();
        try {
            return reading.apply(text);
        } catch (DateTimeException | IllegalArgumentException _) {
            return (T) context.handleWeirdStringValue(handledType(), text, "not of its form");
        }
    }

    private static UUID uuid(String text) {
        if (!UUID_FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("not of the form of RFC 9562");
        }
        return UUID.fromString(text);
    }

    // RFC 3339 has no other years, and the database not all of them
    private static <D extends TemporalAccessor> D inFourDigits(D date) {
        int year = Year.from(date).getValue();
        if (year < 1 || year > 9999) {
            throw new DateTimeException("not a year of four digits");
        }
        return date;
    }
}
