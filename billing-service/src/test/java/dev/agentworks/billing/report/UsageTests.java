package dev.agentworks.billing.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentworks.billing.TestUsage;
import dev.agentworks.events.usage.UsageEvent;
import dev.agentworks.starter.servicetoken.ActingUser;
import dev.agentworks.starter.test.ServiceTest;
import dev.agentworks.starter.test.SettableClock;
import dev.agentworks.starter.test.TestPublisher;
import dev.agentworks.starter.test.TokenMaker;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ServiceTest(service = "billing")
class UsageTests {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String MARCH = "?from=2026-03-01&to=2026-04-01";

    @LocalServerPort int port;
    @Autowired TokenMaker tokens;
    @Autowired TestPublisher publisher;
    @Autowired JdbcClient jdbc;
    @Autowired SettableClock clock;
    private final TestUsage source = TestUsage.aWorkspace();

    @BeforeEach
    void inTheFirstDayOfApril() {
        clock.set(Instant.parse("2026-04-01T12:00:00Z"));
    }

    @AfterEach
    void today() {
        clock.reset();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everyBreakdownAddsUpToTheTotalInAnyOrderAndWithDuplicates(long seed) {
        var random = new Random(seed);
        var events = new ArrayList<UsageEvent>();
        for (int i = 0; i < 120; i++) {
            events.add(source.anyCall(random));
        }
        var delivered = new ArrayList<>(events);
        delivered.addAll(events.subList(0, 60));
        Collections.shuffle(delivered, random);

        publishFromManyThreads(delivered);

        var cost = events.stream().map(UsageEvent::cost).reduce(BigDecimal.ZERO, BigDecimal::add);
        var usage = awaitCalls(events.size());
        assertThat(money(usage, "totalCost")).isEqualByComparingTo(cost);
        var price = events.stream().map(UsageEvent::price).reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(money(usage, "totalPrice")).isEqualByComparingTo(price);
        assertThat(money(usage, "grossMargin")).isEqualByComparingTo(price.subtract(cost));
        for (var breakdown : usage.path("breakdown").properties()) {
            var totalsByName = breakdown.getValue();
            assertThat(totalsByName.valueStream().mapToLong(t -> t.path("calls").asLong()).sum())
                    .as(breakdown.getKey())
                    .isEqualTo(events.size());
            assertThat(sum(totalsByName, "cost")).as(breakdown.getKey()).isEqualByComparingTo(cost);
            assertThat(sum(totalsByName, "price"))
                    .as(breakdown.getKey())
                    .isEqualByComparingTo(money(usage, "totalPrice"));
        }
        assertThat(usage.path("breakdown").path("byProject").propertyNames())
                .containsExactlyInAnyOrderElementsOf(
                        events.stream().map(e -> e.projectId().toString()).distinct().toList());
    }

    @Test
    void countsACallOnceHoweverOftenItIsDelivered() {
        var event = source.call("0.000000000001", Instant.parse("2026-03-05T10:00:00Z"));
        var message = TestUsage.message(event);

        publisher.publishTwice(List.of(message, message, message));
        publisher.publish(TestUsage.message(event));
        publisher.publish(TestUsage.message(source.call("1", event.timestamp())));

        var usage = awaitCalls(2);
        assertThat(money(usage, "totalCost")).isEqualByComparingTo("1.000000000001");
    }

    @Test
    void keepsTheFirstContentWhenAnIdIsDeliveredWithAnother() {
        var event = source.call("1", Instant.parse("2026-03-05T10:00:00Z"));
        publisher.publish(TestUsage.message(event));
        awaitCalls(1);
        var other = JSON.writeValueAsString(event).replace("\"cost\":\"1\"", "\"cost\":\"0.5\"");
        publisher.publish(TestUsage.message(source.workspace(), other));
        publisher.publish(TestUsage.message(source.call("2", event.timestamp())));

        assertThat(money(awaitCalls(2), "totalCost")).isEqualByComparingTo("3");
    }

    @Test
    void putsACallIntoItsUtcDay() {
        publisher.publish(
                TestUsage.message(source.call("1", Instant.parse("2026-03-31T23:59:59.999Z"))));
        publisher.publish(
                TestUsage.message(source.call("2", Instant.parse("2026-04-01T00:00:00Z"))));
        publisher.publish(
                TestUsage.message(source.call("4", Instant.parse("2026-03-01T00:00:00Z"))));

        var march = awaitCalls(2);
        await().untilAsserted(() ->
                assertThat(money(usage("?from=2026-04-01&to=2026-04-02"), "totalCost"))
                        .isEqualByComparingTo("2"));

        assertThat(money(march, "totalCost")).isEqualByComparingTo("5");
        assertThat(march.path("breakdown").path("byDay").propertyNames())
                .containsExactlyInAnyOrder("2026-03-01", "2026-03-31");
        assertThat(march.path("period").path("to").asString())
                .isEqualTo("2026-04-01T00:00:00.000Z");
    }

    @Test
    void setsMessagesAsideThatCannotBeCountedAndGoesOn() {
        var good = source.call("1", Instant.parse("2026-03-05T10:00:00Z"));
        var text = JSON.writeValueAsString(good);
        for (var bad :
                List.of(
                        "nonsense",
                        "[]",
                        text.replace("\"cost\":\"1\"", "\"cost\":\"-1\""),
                        text.replace("\"cost\":\"1\"", "\"cost\":\"0.0000000000001\""),
                        text.replace("\"chat\"", "\"telepathy\""),
                        text.replace("\"provider\":\"anthropic\",", ""))) {
            publisher.publish(TestUsage.message(source.workspace(), bad));
        }
        publisher.publish(
                TestUsage.message(
                        source.workspace(), text.replaceFirst("\\{", "{\"newField\":{\"x\":1},")));

        assertThat(money(awaitCalls(1), "totalCost")).isEqualByComparingTo("1");
        await().untilAsserted(() ->
                assertThat(
                                jdbc.sql(
                                                """
                                                select count(*) from usage_quarantine
                                                 where payload like '%' || ? || '%' or payload in ('nonsense', '[]')
                                                """)
                                        .param(good.eventId())
                                        .query(Long.class)
                                        .single())
                        .isEqualTo(6));
    }

    @Test
    void showsAWorkspaceToItsMembersOnly() {
        var stranger = new ActingUser("x", Map.of(UUID.randomUUID().toString(), "OWNER"));

        assertThat(get("/usage", tokens.bearer("gateway", stranger, "billing:public")).statusCode())
                .isEqualTo(404);
        assertThat(
                        get("/billing", tokens.bearer("gateway", stranger, "billing:public"))
                                .statusCode())
                .isEqualTo(404);
        assertThat(get("/usage", null).statusCode()).isEqualTo(401);
        assertThat(
                        get("/usage", tokens.bearer("gateway", source.member(), "billing:operate"))
                                .statusCode())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?from=yesterday",
                "?from=2026-02-30",
                "?from=2026-03-02&to=2026-03-01",
                "?from=2026-03-01T10:00:00Z",
                "?from=-999999999-01-01",
                "?from=2001-01-01&to=2100-01-01",
                "?groupBy=colour"
            })
    void refusesUnreadableParametersAndNamesThem(String query) throws IOException {
        var answer = get("/usage" + query, bearer());

        assertThat(answer.statusCode()).isEqualTo(400);
        var problem = JSON.readTree(answer.body());
        assertThat(problem.path("errors").path(0).path("pointer").asString()).startsWith("query:");
    }

    @Test
    void breaksDownByTheRequestedDimensions() {
        publisher.publish(
                TestUsage.message(source.call("1", Instant.parse("2026-03-05T10:00:00Z"))));
        awaitCalls(1);

        var usage = usage(MARCH + "&groupBy=agent,day");

        assertThat(usage.path("breakdown").propertyNames()).hasSize(5);
        assertThat(usage.path("breakdown").properties())
                .filteredOn(breakdown -> !breakdown.getValue().isEmpty())
                .extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrder("byAgent", "byDay");
    }

    @Test
    void showsThePlanAndTheTotalsOfTheCurrentMonth() {
        publisher.publish(TestUsage.message(source.call("2", clock.instant())));

        await().untilAsserted(() -> {
            var billing = JSON.readTree(get("/billing", bearer()).body());
            assertThat(billing.path("plan").asString()).isEqualTo("Free");
            assertThat(billing.path("currency").asString()).isEqualTo("USD");
            assertThat(money(billing, "markup")).isEqualByComparingTo("5");
            assertThat(money(billing, "totalPrice")).isEqualByComparingTo("10");
        });
    }

    private void publishFromManyThreads(List<UsageEvent> events) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            events.forEach(
                    event -> threads.submit(() -> publisher.publish(TestUsage.message(event))));
        }
    }

    private JsonNode awaitCalls(long calls) {
        return await().atMost(Duration.ofSeconds(20))
                .until(() -> usage(MARCH), usage -> usage.path("totalCalls").asLong() >= calls);
    }

    private JsonNode usage(String query) {
        return JSON.readTree(get("/usage" + query, bearer()).body());
    }

    private HttpResponse<String> get(String path, @Nullable String bearer) {
        var request =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://127.0.0.1:%d/api/workspaces/%s%s"
                                                .formatted(port, source.workspace(), path)))
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
        return tokens.bearer("gateway", source.member(), "billing:public");
    }

    private static BigDecimal money(JsonNode node, String member) {
        return new BigDecimal(node.path(member).asString());
    }

    private static BigDecimal sum(JsonNode totalsByName, String member) {
        return totalsByName
                .valueStream()
                .map(totals -> money(totals, member))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
