package dev.agentworks.orchestrator.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentworks.events.Topics;
import dev.agentworks.orchestrator.FakeBoard;
import dev.agentworks.orchestrator.FakeRouter;
import dev.agentworks.orchestrator.FakeRouter.Fault;
import dev.agentworks.starter.identifier.Uuids;
import dev.agentworks.starter.outbox.OutgoingMessage;
import dev.agentworks.starter.servicetoken.ActingUser;
import dev.agentworks.starter.test.RecordedMessages;
import dev.agentworks.starter.test.ServiceTest;
import dev.agentworks.starter.test.TestPublisher;
import dev.agentworks.starter.test.TokenMaker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A running orchestrator between a fake board and a fake router, with leases short enough to watch
 * them run out.
 */
@ServiceTest(service = "orchestrator")
@Import({LosingCheckpoints.Beans.class, FakeFiles.Beans.class})
@TestPropertySource(
        properties = {
            "agentworks.runs.lease=2s",
            "agentworks.runs.heartbeat=200ms",
            "agentworks.runs.sweep=200ms"
        })
abstract class RunSituations {

    static final FakeBoard BOARD = new FakeBoard();
    static final FakeRouter ROUTER = new FakeRouter();
    static final JsonMapper JSON = JsonMapper.builder().build();

    @LocalServerPort int port;
    @Autowired TestPublisher publisher;
    @Autowired RecordedMessages messages;
    @Autowired TokenMaker tokens;
    @Autowired JdbcClient jdbc;
    @Autowired LosingCheckpoints checkpoints;
    @Autowired FakeFiles files;

    @DynamicPropertySource
    static void services(DynamicPropertyRegistry properties) {
        properties.add("agentworks.services.core.url", BOARD::url);
        properties.add("agentworks.services.router.url", ROUTER::url);
    }

    @AfterEach
    void mend() {
        ROUTER.reset();
        ROUTER.forget();
        BOARD.refuseContextWith = 0;
        BOARD.forget();
        messages.clear();
    }

    OutgoingMessage event(FakeBoard.Card card, String type, String triggeredBy) {
        var event = JSON.createObjectNode();
        var id = Uuids.v7().toString();
        event.put("eventId", id)
                .put("eventType", type)
                .put("cardId", card.id.toString())
                .put("workspaceId", BOARD.workspace.toString())
                .put("projectId", BOARD.project.toString())
                .put("boardId", UUID.randomUUID().toString())
                .put("cardVersion", card.version)
                .put("triggeredBy", triggeredBy)
                .put("timestamp", "2026-01-01T00:00:00.000Z");
        event.putObject("changes");
        return new OutgoingMessage(
                id,
                Topics.CARD_EVENTS,
                card.id.toString(),
                Map.of("eventType", type),
                event.toString());
    }

    void created(FakeBoard.Card card) {
        publisher.publish(event(card, "created", "user:" + UUID.randomUUID()));
    }

    void moved(FakeBoard.Card card) {
        publisher.publish(event(card, "moved", "user:" + UUID.randomUUID()));
    }

    /** Posts as a person of this role and answers the status. */
    int as(String role, String path) {
        var person =
                new ActingUser(
                        UUID.randomUUID().toString(), Map.of(BOARD.workspace.toString(), role));
        return RestClient.create("http://127.0.0.1:" + port)
                .post()
                .uri(path)
                .header("Authorization", tokens.bearer("gateway", person, "orchestrator:public"))
                .exchange((_, response) -> response.getStatusCode().value());
    }

    List<String> states(FakeBoard.Card card) {
        return jdbc.sql(
                        "select agent_id || ' ' || status from run where card_id = :card order by created_at, ordinal")
                .param("card", card.id)
                .query((row, _) -> row.getString(1))
                .list();
    }

    void awaitStates(FakeBoard.Card card, String... expected) {
        await().dontCatchUncaughtExceptions()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> states(card).equals(List.of(expected)));
    }

    List<UUID> runs(FakeBoard.Card card) {
        return jdbc.sql("select run_id from run where card_id = :card order by created_at, ordinal")
                .param("card", card.id)
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }

    /** Its holder may still renew it until another has claimed the run. */
    void leaseEnds(UUID run) {
        jdbc.sql("update run set lease_until = now() - interval '1 second' where run_id = :run")
                .param("run", run)
                .update();
    }

    List<JsonNode> published(String topic, UUID run) {
        return messages.on(topic).stream()
                .map(message -> (JsonNode) JSON.readTree(message.body()))
                .filter(body -> body.path("runId").asString("").equals(run.toString()))
                .toList();
    }

    String error(FakeBoard.Card card) {
        return jdbc.sql("select error_code from run where card_id = :card limit 1")
                .param("card", card.id)
                .query(String.class)
                .single();
    }

    static void assertEveryKeyWasDispatchedOnce() {
        assertThat(ROUTER.dispatches).allSatisfy((_, count) -> assertThat(count).hasValue(1));
    }

    FakeBoard.Card parkedForRecoveries() {
        var card = BOARD.card("PRD");
        ROUTER.faults.add(Fault.CAPACITY_429);
        created(card);
        awaitStates(card, "PRD WAITING");
        jdbc.sql("update run set recoveries = 6 where card_id = :card")
                .param("card", card.id)
                .update();
        awaitStates(card, "PRD PARKED");
        return card;
    }

    /** As {@link FakeRouter#sensible}, and the scope cuts a feature. */
    static ObjectNode sensible(JsonNode request) {
        if (!request.path("agentId").asString().equals("MVP_SCOPE")) {
            return FakeRouter.sensible(request);
        }
        return request.path("messages").size() > 1
                ? finish()
                : FakeRouter.answer(
                        "The scope.",
                        FakeRouter.call(
                                "write_document",
                                JSON.createObjectNode()
                                        .put("type", "MVP")
                                        .put("title", "MVP")
                                        .put("content", "# MVP")),
                        FakeRouter.call(
                                "create_card",
                                JSON.createObjectNode()
                                        .put("type", "FEATURE")
                                        .put("title", "Book a room")));
    }

    static ObjectNode finish() {
        return FakeRouter.answer(
                "Done.", FakeRouter.call("finish", JSON.createObjectNode().put("summary", "done")));
    }
}
