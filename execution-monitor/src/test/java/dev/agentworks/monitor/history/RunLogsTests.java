package dev.agentworks.monitor.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentworks.events.run.AgentRunEventType;
import dev.agentworks.events.run.RunStatus;
import dev.agentworks.monitor.MonitorTest;
import dev.agentworks.monitor.TestRun;
import dev.agentworks.starter.servicetoken.ActingUser;
import dev.agentworks.starter.test.TestPublisher;
import dev.agentworks.starter.test.TokenMaker;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RunLogsTests extends MonitorTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.builder().build();
    @LocalServerPort int port;
    @Autowired TokenMaker tokens;
    @Autowired TestPublisher publisher;
    @Autowired LogHistory history;
    private final TestRun run = TestRun.aRun();

    @BeforeEach
    void play() {
        publisher.publish(run.lines("journal", 1, 24));
        publisher.publish(run.lastLine(25));
        publisher.publish(run.event(AgentRunEventType.COMPLETED, 1, RunStatus.COMPLETED));
        await().until(() ->
                history.head(run.workspaceId(), run.runId())
                        .filter(head -> head.finalOffset() != null)
                        .isPresent());
    }

    @Test
    void returnsAllLinesPageByPage() {
        var offsets = new ArrayList<Long>();
        var query = "?limit=10";
        JsonNode page;
        do {
            page = page(query);
            page.path("items").forEach(line -> offsets.add(line.path("offset").asLong()));
            query = "?limit=10&cursor=" + page.path("nextCursor").asString("");
        } while (!page.path("final").asBoolean());

        assertThat(offsets).containsExactlyElementsOf(LongStream.range(0, 25).boxed().toList());
        assertThat(page.has("nextCursor")).isFalse();
    }

    @Test
    void findsLinesByLevelSourceTextAndOffset() {
        assertThat(page("?level=info").path("items")).hasSize(12);
        assertThat(page("?level=info,debug&source=agent").path("items")).hasSize(25);
        assertThat(page("?source=provider").path("items")).isEmpty();
        assertThat(page("?q=SAYS%2011").path("items")).hasSize(1);
        assertThat(page("?after=22").path("items")).hasSize(2);
        var line = page("?after=0&limit=1").path("items").path(0);
        assertThat(line.path("timestamp").asString()).isEqualTo("2026-03-01T10:00:00.002Z");
        assertThat(line.path("level").asString()).isEqualTo("info");
        assertThat(line.path("stepPath").asString()).isEqualTo("llm/1");
    }

    @Test
    void refusesNonMembersAndCallsWithoutAUser() {
        var stranger = new ActingUser("x", Map.of(UUID.randomUUID().toString(), "OWNER"));

        assertThat(get("", null).statusCode()).isEqualTo(401);
        assertThat(get("", tokens.bearer("gateway", stranger, "monitor:public")).statusCode())
                .isEqualTo(404);
        assertThat(get("", tokens.bearer("gateway", null, "monitor:public")).statusCode())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?limit=0",
                "?limit=5000",
                "?limit=x",
                "?after=-2",
                "?after=9223372036854775807",
                "?level=loud",
                "?source=moon",
                "?cursor=abc"
            })
    void refusesUnreadableParametersAndNamesThem(String query) {
        var answer = get(query, bearer());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(JSON.readTree(answer.body()).path("errors").path(0).path("pointer").asString())
                .startsWith("query:");
    }

    private JsonNode page(String query) {
        var answer = get(query, bearer());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private HttpResponse<String> get(String query, @Nullable String bearer) {
        var request =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://127.0.0.1:%d/api/runs/%s/logs%s"
                                                .formatted(port, run.runId(), query)))
                        .timeout(Duration.ofSeconds(10));
        if (bearer != null) {
            request.header("Authorization", bearer);
        }
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String bearer() {
        return tokens.bearer("gateway", run.member(), "monitor:public");
    }
}
