package dev.agentworks.starter.sse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerSentEventReaderTests {
    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void endsALineAtALineFeedACarriageReturnOrBoth(String end) throws IOException {
        var text = "event: a\ndata: 1\ndata: 2\n\ndata: 3\n\n".replace("\n", end);

        assertThat(events(text)).containsExactly(event("a", "1\n2"), event("message", "3"));
    }

    @Test
    void endsLinesDifferentlyWithinOneStream() throws IOException {
        assertThat(events("data: 1\r\ndata: 2\rdata: 3\n\r\ndata: 4\r\r"))
                .containsExactly(event("message", "1\n2\n3"), event("message", "4"));
    }

    @Test
    void removesOneSpaceAfterTheColonAndNoMore() throws IOException {
        assertThat(events("data:1\n\ndata: 2\n\ndata:  3 \n\ndata:\t4\n\n"))
                .extracting(ServerSentEvent::data)
                .containsExactly("1", "2", " 3 ", "\t4");
    }

    @Test
    void keepsColonsOfTheValue() throws IOException {
        assertThat(events("data: {\"a\": \"b:c\"}\n\n"))
                .containsExactly(event("message", "{\"a\": \"b:c\"}"));
    }

    @Test
    void joinsLinesOfDataByLineFeedsEmptyOnesToo() throws IOException {
        assertThat(events("data: 1\ndata:\ndata\ndata: 2\n\n"))
                .containsExactly(event("message", "1\n\n\n2"));
    }

    @Test
    void givesAnEventWhoseDataIsEmpty() throws IOException {
        assertThat(events("data\n\ndata:\n\ndata:\ndata:\n\n"))
                .extracting(ServerSentEvent::data)
                .containsExactly("", "", "\n");
    }

    @Test
    void givesNoEventWithoutDataAndForgetsItsType() throws IOException {
        assertThat(events("event: a\n\ndata: 1\n\n")).containsExactly(event("message", "1"));
    }

    @Test
    void takesTheLastTypeOfAnEvent() throws IOException {
        assertThat(events("event: a\nevent: b\ndata: 1\n\nevent: c\nevent\ndata: 2\n\n"))
                .containsExactly(event("b", "1"), event("message", "2"));
    }

    @Test
    void ignoresCommentsAndUnknownFields() throws IOException {
        assertThat(events(": hello\n:\ndata: 1\n:ping\nDATA: 2\n data: 3\nother: 4\n\n:\n\n"))
                .containsExactly(event("message", "1"));
    }

    @Test
    void remembersTheLastId() throws IOException {
        assertThat(events("id: 1\ndata: a\n\ndata: b\n\nid: 2\n\ndata: c\n\nid\ndata: d\n\n"))
                .extracting(ServerSentEvent::id)
                .containsExactly("1", "1", "2", "");
        assertThat(events("data: a\n\n")).extracting(ServerSentEvent::id).containsOnlyNulls();
    }

    @Test
    void ignoresAnIdWithANulCharacter() throws IOException {
        assertThat(events("id: 1\nid: a\0b\ndata: a\n\n"))
                .extracting(ServerSentEvent::id)
                .containsExactly("1");
    }

    @Test
    void readsAReconnectionTimeOfDigitsOnly() throws IOException {
        var reader = reader("retry: 1500\n\nretry: 1.5s\nretry: -1\nretry\ndata: a\n\n");
        assertThat(reader.reconnectionTime()).isNull();

        assertThat(reader.next()).isNotNull();

        assertThat(reader.reconnectionTime()).isEqualTo(Duration.ofMillis(1500));
    }

    @Test
    void skipsOneByteOrderMarkAtTheBeginning() throws IOException {
        assertThat(events("\uFEFFdata: 1\n\n")).containsExactly(event("message", "1"));
        assertThat(events("\uFEFF\uFEFFdata: 1\n\n")).isEmpty();
        assertThat(events("data: 1\n\n\uFEFFdata: 2\n\n")).containsExactly(event("message", "1"));
    }

    @Test
    void dropsAnEventThatLacksItsEmptyLine() throws IOException {
        assertThat(events("data: 1\n\ndata: 2\n")).containsExactly(event("message", "1"));
        assertThat(events("data: 1")).isEmpty();
    }

    @Test
    void givesAnUnfinishedEventWhenAskedTo() throws IOException {
        assertThat(unfinished("data: 1\n\nevent: a\ndata: 2"))
                .containsExactly(event("message", "1"), event("a", "2"));
        assertThat(unfinished("data: 1\n\n")).containsExactly(event("message", "1"));
        assertThat(unfinished("event: a\n")).isEmpty();
        assertThat(unfinished("")).isEmpty();
    }

    @Test
    void staysAtTheEnd() throws IOException {
        var reader = reader("data: 1\n\n");
        reader.next();

        assertThat(reader.next()).isNull();
        assertThat(reader.next()).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7})
    void readsTheSameHoweverTheBytesArrive(int atOnce) throws IOException {
        var text = "\uFEFFid: 1\r\nevent: größer\r\ndata: 😀\r\ndata: 2\r\n\r\ndata: ü\r\n\r\n";

        assertThat(all(new ServerSentEventReader(inPieces(text, atOnce))))
                .containsExactly(
                        new ServerSentEvent("1", "größer", "😀\n2"),
                        new ServerSentEvent("1", "message", "ü"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"data: 1\n\n", "data: 1\r\n\r\n", "data: 1\r\r"})
    void givesAnEventAsSoonAsItsLastByteWasRead(String text) throws IOException {
        try (var server = new PipedOutputStream();
                var client = new PipedInputStream(server, 64)) {
            // without the last line feed of a CRLF: the carriage return ends the line already
            server.write(text.replaceFirst("\r\n$", "\r").getBytes(UTF_8));
            server.flush();

            assertThat(new ServerSentEventReader(client).next()).isEqualTo(event("message", "1"));
        }
    }

    @Test
    void replacesBytesThatAreNoUtf8() throws IOException {
        var bytes = new byte[] {'d', 'a', 't', 'a', ':', 'a', (byte) 0xFF, 'b', '\n', '\n'};

        assertThat(all(new ServerSentEventReader(new ByteArrayInputStream(bytes))))
                .containsExactly(event("message", "a\uFFFDb"));
    }

    @Test
    void refusesALineThatNeverEnds() {
        var endless =
                new InputStream() {
                    @Override
                    public int read() {
                        return 'a';
                    }
                };

        assertThatThrownBy(() -> new ServerSentEventReader(endless).next())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("a line of more than");
    }

    @Test
    void refusesAnEventThatNeverEnds() {
        var lines = ("data: " + "a".repeat(8_000) + "\n").getBytes(UTF_8);
        var endless =
                new InputStream() {
                    private int at;

                    @Override
                    public int read() {
                        return lines[at++ % lines.length];
                    }
                };

        assertThatThrownBy(() -> new ServerSentEventReader(endless).next())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("an event of more than");
    }

    private static List<ServerSentEvent> events(String text) throws IOException {
        return all(reader(text));
    }

    private static List<ServerSentEvent> unfinished(String text) throws IOException {
        return all(ServerSentEventReader.givingUnfinished(inPieces(text, 4096)));
    }

    private static List<ServerSentEvent> all(ServerSentEventReader reader) throws IOException {
        var events = new ArrayList<ServerSentEvent>();
        for (var event = reader.next(); event != null; event = reader.next()) {
            events.add(event);
        }
        return events;
    }

    private static ServerSentEventReader reader(String text) {
        return new ServerSentEventReader(inPieces(text, 4096));
    }

    private static InputStream inPieces(String text, int atOnce) {
        return new ByteArrayInputStream(text.getBytes(UTF_8)) {
            @Override
            public synchronized int read(byte[] target, int start, int length) {
                return super.read(target, start, Math.min(length, atOnce));
            }
        };
    }

    private static ServerSentEvent event(String type, String data) {
        return new ServerSentEvent(null, type, data);
    }
}
