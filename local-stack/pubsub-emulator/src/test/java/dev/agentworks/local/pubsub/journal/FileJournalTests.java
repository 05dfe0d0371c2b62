package dev.agentworks.local.pubsub.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.pubsub.v1.PubsubMessage;
import com.google.pubsub.v1.Subscription;
import com.google.pubsub.v1.Topic;
import dev.agentworks.local.pubsub.journal.JournalRecord.Acknowledged;
import dev.agentworks.local.pubsub.journal.JournalRecord.Kept;
import dev.agentworks.local.pubsub.journal.JournalRecord.Published;
import dev.agentworks.local.pubsub.journal.JournalRecord.SnapshotEnded;
import dev.agentworks.local.pubsub.journal.JournalRecord.Sought;
import dev.agentworks.local.pubsub.journal.JournalRecord.SubscriptionDeleted;
import dev.agentworks.local.pubsub.journal.JournalRecord.SubscriptionStored;
import dev.agentworks.local.pubsub.journal.JournalRecord.TopicDeleted;
import dev.agentworks.local.pubsub.journal.JournalRecord.TopicStored;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileJournalTests {

    private static final List<JournalRecord> EVERY_KIND =
            List.of(
                    new TopicStored(Topic.newBuilder().setName("t").build()),
                    new SubscriptionStored(Subscription.newBuilder().setName("s").build(), 7),
                    new Published("t", List.of(message(8), message(9))),
                    new Acknowledged("s", List.of(8L, 9L)),
                    new Sought("s", Instant.parse("2026-01-02T03:04:05.678Z")),
                    new Kept("s", List.of(message(1)), List.of(message(2))),
                    new SnapshotEnded(9),
                    new SubscriptionDeleted("s"),
                    new TopicDeleted("t"));

    @TempDir Path folder;

    @Test
    void tellsAgainWhatItWasTold() throws IOException {
        write(EVERY_KIND);

        assertThat(replay()).containsExactlyElementsOf(EVERY_KIND);
    }

    @Test
    void forgetsOnlyTheTornTail() throws IOException {
        write(EVERY_KIND);
        var file = folder.resolve("journal-00000001.log");
        var size = Files.size(file);
        for (var cut = 1; cut < 20; cut++) {
            try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(size - cut);
            }

            assertThat(Segment.read(file).records())
                    .isEqualTo(EVERY_KIND.subList(0, Segment.read(file).records().size()))
                    .hasSizeGreaterThanOrEqualTo(EVERY_KIND.size() - 2);
        }
        var whole = replay();

        write(List.of(new TopicDeleted("after the cut")));

        assertThat(replay())
                .startsWith(whole.toArray(JournalRecord[]::new))
                .hasSize(whole.size() + 1);
    }

    @Test
    void doesNotBelieveABrokenRecord() throws IOException {
        write(EVERY_KIND);
        var file = folder.resolve("journal-00000001.log");
        var bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 1;
        Files.write(file, bytes);

        assertThat(replay())
                .containsExactlyElementsOf(EVERY_KIND.subList(0, EVERY_KIND.size() - 1));
    }

    @Test
    void replacesWhatHasGrownTooLongByASnapshot() throws IOException {
        var snapshot = List.of(EVERY_KIND.get(0), new SnapshotEnded(1000));
        try (var journal = FileJournal.open(folder, record -> {}, 1000)) {
            journal.start(() -> snapshot);
            for (var number = 1; number <= 1000; number++) {
                journal.append(new Published("t", List.of(message(number))));
            }
        }

        assertThat(replay())
                .startsWith(snapshot.toArray(JournalRecord[]::new))
                .hasSizeLessThan(100);
        assertThat(Segments.in(folder)).hasSize(1).doesNotContain(1);
    }

    @Test
    void returnsToTheOldSegmentWhenASnapshotWasNeverFinished() throws IOException {
        write(EVERY_KIND);
        try (var unfinished = Segment.open(Segments.file(folder, 2), 0)) {
            unfinished.write(EVERY_KIND.subList(0, 2));
        }

        assertThat(replay()).containsExactlyElementsOf(EVERY_KIND);
        assertThat(Segments.in(folder)).containsExactly(1);
    }

    @Test
    void letsOnlyOneWriterIntoAFolder() throws IOException {
        try (var journal = FileJournal.open(folder, record -> {})) {
            assertThatThrownBy(() -> FileJournal.open(folder, record -> {}))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("another emulator");
        }
    }

    private void write(List<JournalRecord> records) throws IOException {
        try (var journal = FileJournal.open(folder, record -> {})) {
            journal.start(List::of);
            records.forEach(journal::append);
        }
    }

    private List<JournalRecord> replay() throws IOException {
        var records = new ArrayList<JournalRecord>();
        FileJournal.open(folder, records::add).close();
        return records;
    }

    private static PubsubMessage message(long number) {
        return PubsubMessage.newBuilder()
                .setMessageId(Long.toString(number))
                .setData(ByteString.copyFromUtf8("data of " + number))
                .build();
    }
}
