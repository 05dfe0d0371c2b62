package dev.agentworks.orchestrator.outgoing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.starter.outbox.OutgoingMessage;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class TextStreamTests {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final RunReference RUN =
            new RunReference(
                    UUID.randomUUID(),
                    UUID.randomUUID(),
                    UUID.randomUUID(),
                    UUID.randomUUID(),
                    "PRD",
                    1,
                    "AUTO",
                    null,
                    null);
    private final List<OutgoingMessage> published = new ArrayList<>();
    private boolean brokerIsAway;
    private final TextStreams streams =
            new TextStreams(
                    message -> {
                        published.add(message);
                        return brokerIsAway
                                ? CompletableFuture.failedFuture(new IllegalStateException("away"))
                                : CompletableFuture.completedFuture("1");
                    },
                    new EventPublisher(_ -> {}, JSON, Clock.systemUTC()));

    @AfterEach
    void stop() {
        streams.destroy();
    }

    @Test
    void tellsHowManyLinesATextHadWhenTheBrokerTookThemAll() {
        var text = streams.open(RUN, "llm/1", 0);
        text.accept("one\ntwo\n");

        var said = text.complete("one\ntwo\nthree");

        assertThat(said.producer()).isEqualTo("model-llm/1-0");
        assertThat(said.count()).isEqualTo(3);
        assertThat(said.unsent()).isEmpty();
    }

    @Test
    void givesBackWhatTheBrokerDidNotTakeSoThatItLeavesWithTheStep() {
        var text = streams.open(RUN, "llm/1", 0);
        text.accept("one\n");
        brokerIsAway = true;

        var said = text.complete("one\ntwo\nthree");

        assertThat(said.count()).isEqualTo(3);
        assertThat(said.unsent()).containsExactly(published.getLast());
        var batch = JSON.readTree(said.unsent().getFirst().payload());
        assertThat(batch.path("firstSeq").asLong()).isEqualTo(2);
        assertThat(batch.path("entries")).hasSize(2);
    }

    @Test
    void whatComesAllAtOnceLeavesInMessagesThatABrokerTakes() {
        var text = streams.open(RUN, "llm/1", 0);

        text.accept("a line of some words\n".repeat(100_000));
        var said = text.complete(null);

        assertThat(said.count()).isEqualTo(100_000);
        long next = 1;
        for (var message : published) {
            var batch = JSON.readTree(message.payload());
            assertThat(batch.path("firstSeq").asLong()).isEqualTo(next);
            assertThat(batch.path("entries").size()).isBetween(1, 200);
            next += batch.path("entries").size();
        }
        assertThat(next).isEqualTo(100_001);
    }

    @Test
    void tellsOnlyOfWholeLinesWhenTheTextBreaksOff() {
        var text = streams.open(RUN, "llm/1", 0);
        text.accept("one\ntwo");

        text.breakOff();

        assertThat(text.said().count()).isEqualTo(1);
    }
}
