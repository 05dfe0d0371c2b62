package dev.agentworks.events;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ser.std.StdSerializer;

final class MillisecondSerializer extends StdSerializer<Instant> {
    private static final DateTimeFormatter FORMAT =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    MillisecondSerializer() {
        super(Instant.class);
    }

    @Override
    public void serialize(Instant value, JsonGenerator generator, SerializationContext context) {
        generator.writeString(written(value));
    }

    // a formatter takes longer for this than everything else in an event takes
    private static String written(Instant moment) {
        var time = LocalDateTime.ofEpochSecond(moment.getEpochSecond(), 0, ZoneOffset.UTC);
        if (time.getYear() < 1000 || time.getYear() > 9999) {
            return FORMAT.format(moment);
        }
        var written = new StringBuilder(24).append(time.getYear());
        two(written.append('-'), time.getMonthValue());
        two(written.append('-'), time.getDayOfMonth());
        two(written.append('T'), time.getHour());
        two(written.append(':'), time.getMinute());
        two(written.append(':'), time.getSecond());
        int millis = moment.getNano() / 1_000_000;
        two(written.append('.').append((char) ('0' + millis / 100)), millis % 100);
        return written.append('Z').toString();
    }

    private static void two(StringBuilder written, int number) {
        written.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }
}
