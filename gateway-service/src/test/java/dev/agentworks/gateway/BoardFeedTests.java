package dev.agentworks.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentworks.starter.identifier.Uuids;
import dev.agentworks.starter.outbox.OutgoingMessage;
import dev.agentworks.starter.test.TestPublisher;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BoardFeedTests extends GatewayTest {
    @Autowired private TestPublisher publisher;

    @Test
    void sendsAnEventOnceToEverySocketOfTheWorkspace() {
        var ada = gateway.register();
        var workspace = firstWorkspace(ada);
        var other = gateway.register();
        var first = open(workspace, ada);
        var second = open(workspace, ada);
        var elsewhere = open(firstWorkspace(other), other);

        var moved = cardEvent(workspace, "moved");
        TestEnvironment.CORE.feeds.commit(workspace, "card.moved", moved.payload());
        publisher.publishTwice(List.of(moved));
        happen(workspace, "run.progress", runEvent(workspace, "progress"));

        for (var socket : List.of(first, second)) {
            var frames = socket.awaitFrames(3).stream().map(JsonMapper.shared()::readTree).toList();
            assertThat(frames)
                    .extracting(frame -> frame.path("type").asString())
                    .containsExactly("ready", "card.moved", "run.progress");
            assertThat(frames)
                    .extracting(frame -> frame.path("seq").asLong())
                    .isSorted()
                    .doesNotHaveDuplicates();
            assertThat(frames)
                    .filteredOn(frame -> frame.path("type").asString().equals("card.moved"))
                    .singleElement()
                    .satisfies(frame ->
                            assertThat(frame.path("data").path("cardId").asString())
                                    .isEqualTo(CARD));
        }
        assertThat(elsewhere.frames()).hasSize(1);
    }

    @Test
    void resumesAfterTheLastFrameAndSendsResyncWhenItIsTooOld() {
        var ada = gateway.register();
        var workspace = firstWorkspace(ada);
        var socket = open(workspace, ada);
        happen(workspace, "created");
        var seen = seq(socket.awaitFrames(2).get(1));
        socket.close(1000, "");
        var watcher = open(workspace, ada);
        happen(workspace, "updated");
        happen(workspace, "deleted");
        watcher.awaitFrames(3);

        var back = gateway.socket(feed(workspace) + "?after=" + seen, ada.bearer());
        assertThat(back.awaitFrames(2))
                .extracting(frame -> type(frame))
                .containsExactly("card.updated", "card.deleted");

        for (int i = 0; i < 5; i++) {
            happen(workspace, "moved");
        }
        watcher.awaitFrames(8);
        var late = gateway.socket(feed(workspace) + "?after=" + seen, ada.bearer());
        assertThat(type(late.awaitFrames(1).getFirst())).isEqualTo("resync");
        happen(workspace, "moved");
        assertThat(type(late.awaitFrames(2).get(1))).isEqualTo("card.moved");
    }

    @Test
    void sendsResyncToWhoAsksForWhatCoreForgotOrNeverHad() {
        var ada = gateway.register();
        var workspace = firstWorkspace(ada);
        happen(workspace, "created");
        TestEnvironment.CORE.feeds.forget(workspace);

        var forgotten = gateway.socket(feed(workspace) + "?after=0", ada.bearer());
        var unknown = gateway.socket(feed(workspace) + "?after=1700000000000000", ada.bearer());

        assertThat(type(forgotten.awaitFrames(1).getFirst())).isEqualTo("resync");
        assertThat(type(unknown.awaitFrames(1).getFirst())).isEqualTo("resync");
        assertThat(seq(unknown.frames().getFirst())).isEqualTo(1);
    }

    @Test
    void sendsAnEventThatIsCommittedAfterItsMessageCame() {
        var ada = gateway.register();
        var workspace = firstWorkspace(ada);
        var socket = open(workspace, ada);
        var completed = runEvent(workspace, "completed");

        publisher.publish(completed);
        TestEnvironment.CORE.feeds.commit(workspace, "run.completed", completed.payload());

        assertThat(type(socket.awaitFrames(2).get(1))).isEqualTo("run.completed");
    }

    @Test
    void sendsAnEventOfWhichNoMessageCame() {
        var ada = gateway.register();
        var workspace = firstWorkspace(ada);
        var socket = open(workspace, ada);

        TestEnvironment.CORE.feeds.commit(workspace, "card.moved", "{}");

        assertThat(type(socket.awaitFrames(2).get(1))).isEqualTo("card.moved");
    }

    @Test
    void losesNothingWhileCoreIsAway() {
        var ada = gateway.register();
        var workspace = firstWorkspace(ada);
        var socket = open(workspace, ada);
        TestEnvironment.CORE.feeds.away(true);
        for (int i = 0; i < 7; i++) {
            happen(workspace, "moved");
        }
        var late = gateway.socket(feed(workspace) + "?after=3", ada.bearer());
        TestEnvironment.CORE.feeds.away(false);

        assertThat(socket.awaitFrames(8))
                .extracting(BoardFeedTests::seq)
                .containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L);
        assertThat(late.awaitFrames(4))
                .extracting(BoardFeedTests::seq)
                .containsExactly(4L, 5L, 6L, 7L);
    }

    @Test
    void isForMembersOnly() {
        var ada = gateway.register();
        var eve = gateway.register();

        var socket = gateway.socket(feed(firstWorkspace(ada)), eve.bearer());

        assertThat(socket.awaitClose()).isEqualTo(4004);
        assertThat(gateway.get(feed(firstWorkspace(ada)), eve.bearer()).statusCode())
                .isEqualTo(404);
        assertThat(gateway.get(feed(firstWorkspace(ada)) + "?after=x", ada.bearer()).statusCode())
                .isEqualTo(400);
    }

    @Test
    void streamsTheSameAsServerSentEvents() {
        var ada = gateway.register();
        var workspace = firstWorkspace(ada);
        try (var stream = gateway.stream(feed(workspace), ada.bearer())) {
            await().until(() -> stream.text().contains("\"ready\""));
            happen(workspace, "created");

            await().untilAsserted(() ->
                    assertThat(stream.text())
                            .containsPattern(
                                    "id: \\d+\ndata: \\{\"seq\":\\d+,\"type\":\"card.created\""));
        }
    }

    @Test
    void endsTheFeedOfAMemberWhoIsRemoved() {
        var ada = gateway.register();
        var workspace = TestEnvironment.CORE.addTo(ada.id());
        var socket = open(workspace, ada);

        TestEnvironment.CORE.removeFrom(ada.id(), workspace);

        assertThat(socket.awaitClose()).isEqualTo(4001);
        await().atMost(Duration.ofSeconds(8))
                .until(() -> gateway.socket(feed(workspace), ada.bearer()).awaitClose() == 4004);
    }

    private void happen(String workspace, String type) {
        happen(workspace, "card." + type, cardEvent(workspace, type));
    }

    private void happen(String workspace, String type, OutgoingMessage event) {
        TestEnvironment.CORE.feeds.commit(workspace, type, event.payload());
        publisher.publish(event);
    }

    private Socket open(String workspace, Gateway.Visitor visitor) {
        var socket = gateway.socket(feed(workspace), visitor.bearer());
        assertThat(type(socket.awaitFrames(1).getFirst())).isEqualTo("ready");
        return socket;
    }

    static OutgoingMessage cardEvent(String workspace, String type) {
        return message("card-events", CARD, workspace, type);
    }

    private static OutgoingMessage runEvent(String workspace, String type) {
        return message("agent-runs", "run", workspace, type);
    }

    private static OutgoingMessage message(
            String topic, String key, String workspace, String type) {
        var id = Uuids.v7().toString();
        return new OutgoingMessage(
                id,
                topic,
                key,
                Map.of("eventType", type, "workspaceId", workspace, "schemaVersion", "1"),
                """
                {"eventId":"%s","eventType":"%s","cardId":"%s","workspaceId":"%s","timestamp":"2026-01-01T00:00:00.000Z"}\
                """
                        .formatted(id, type, CARD, workspace));
    }

    static String feed(String workspace) {
        return "/api/workspaces/" + workspace + "/events";
    }

    private static String type(String frame) {
        return read(frame).path("type").asString();
    }

    private static long seq(String frame) {
        return read(frame).path("seq").asLong();
    }

    private static JsonNode read(String frame) {
        return JsonMapper.shared().readTree(frame);
    }
}
