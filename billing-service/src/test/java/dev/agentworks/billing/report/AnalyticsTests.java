package dev.agentworks.billing.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.billing.BillingClient;
import dev.agentworks.billing.TestUsage;
import dev.agentworks.billing.usage.TestWriter;
import dev.agentworks.events.usage.UsageEvent;
import dev.agentworks.starter.servicetoken.ActingUser;
import dev.agentworks.starter.test.ServiceTest;
import dev.agentworks.starter.test.SettableClock;
import dev.agentworks.starter.test.TokenMaker;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

@ServiceTest(service = "billing")
class AnalyticsTests {
    private static final String MARCH = "?from=2026-03-01&to=2026-04-01";

    @LocalServerPort int port;
    @Autowired TokenMaker tokens;
    @Autowired ApplicationContext context;
    @Autowired SettableClock clock;
    private final TestUsage source = TestUsage.aWorkspace();
    private BillingClient client;

    @BeforeEach
    void inMarch() {
        client = new BillingClient(port, tokens);
        clock.set(Instant.parse("2026-03-29T12:00:00Z"));
    }

    @AfterEach
    void today() {
        clock.reset();
    }

    @ParameterizedTest
    @EnumSource(AnalyticsDimension.class)
    void everyDimensionAndEveryGrainAddsUpToTheTotal(AnalyticsDimension dimension) {
        var events = write(150);
        var price = events.stream().map(UsageEvent::price).reduce(BigDecimal.ZERO, BigDecimal::add);

        for (var grain : Grain.values()) {
            var rows =
                    get("/analytics"
                                    + MARCH
                                    + "&by=%s&grain=%s".formatted(dimension.word(), grain.word()))
                            .path("items");
            assertThat(rows.valueStream().mapToLong(row -> row.path("calls").asLong()).sum())
                    .isEqualTo(150);
            assertThat(
                            rows.valueStream()
                                    .map(row -> new BigDecimal(row.path("price").asString()))
                                    .reduce(BigDecimal.ZERO, BigDecimal::add))
                    .as(grain.word())
                    .isEqualByComparingTo(price);
        }
    }

    @Test
    void twoDimensionsAreCrossed() {
        write(100);

        var rows = get("/analytics" + MARCH + "&by=provider,lane&grain=total").path("items");

        assertThat(rows)
                .allSatisfy(row ->
                        assertThat(row.path("names").propertyNames())
                                .containsExactly("provider", "lane"));
        assertThat(rows.size()).isGreaterThan(10);
    }

    @Test
    void theExportIsNoFormula() {
        TestWriter.of(context)
                .write(
                        List.of(
                                source.call(
                                        source.projects().getFirst(),
                                        "=HYPERLINK(\"http://x\",\"y\")",
                                        "openai",
                                        "+cmd|' /C calc'!A0",
                                        new BigDecimal("0.25"),
                                        Instant.parse("2026-03-10T00:00:00Z"))));

        var answer =
                client.get(
                        "/api/workspaces/%s/usage/export%s&format=csv"
                                .formatted(source.workspace(), MARCH),
                        source.member());

        assertThat(answer.status()).isEqualTo(200);
        var lines = answer.text().split("\r\n");
        assertThat(lines[0])
                .isEqualTo(
                        "from,project,agent,provider,model,calls,failedCalls,inputTokens,outputTokens,cost,price");
        assertThat(lines[1])
                .contains(
                        ",\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\",openai,'+cmd|' /C calc'!A0,1,0,")
                .endsWith("0.250000000000,1.250000000000");
    }

    @ParameterizedTest
    @CsvSource({
        "/analytics?by=colour,query:by",
        "/analytics?grain=fortnight,query:grain",
        "/export?format=xls,query:format",
        "/analytics?colour=red,query:colour"
    })
    void aWrongParameterIsNamed(String route, String pointer) {
        var answer =
                client.get(
                        "/api/workspaces/%s/usage%s".formatted(source.workspace(), route),
                        source.member());

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("errors").path(0).path("pointer").asString())
                .isEqualTo(pointer);
    }

    @Test
    void strangersFindNothing() {
        var stranger = new ActingUser("x", Map.of(UUID.randomUUID().toString(), "OWNER"));
        for (var route : List.of("/analytics", "/export", "/forecast")) {
            assertThat(
                            client.get(
                                            "/api/workspaces/%s/usage%s"
                                                    .formatted(source.workspace(), route),
                                            stranger)
                                    .status())
                    .isEqualTo(404);
        }
    }

    @Test
    void theForecastFollowsTheDaysOfTheWeek() {
        var prices = new TreeMap<LocalDate, BigDecimal>();
        for (var day = LocalDate.of(2026, 2, 1);
                day.isBefore(LocalDate.of(2026, 3, 21));
                day = day.plusDays(1)) {
            prices.put(day, day.getDayOfWeek().getValue() < 6 ? BigDecimal.TEN : BigDecimal.ZERO);
        }

        var forecast = Forecast.of(LocalDate.of(2026, 3, 20), prices);

        // 15 working days are over, 7 are left: the 23rd to the 27th, the 30th and the 31st
        assertThat(forecast.used()).isEqualByComparingTo("150");
        assertThat(forecast.expected()).isEqualByComparingTo("220");
    }

    private List<UsageEvent> write(int calls) {
        var random = new Random(calls);
        var events = new ArrayList<UsageEvent>();
        for (int i = 0; i < calls; i++) {
            events.add(source.anyCall(random));
        }
        TestWriter.of(context).write(events);
        return events;
    }

    private JsonNode get(String route) {
        var answer =
                client.get(
                        "/api/workspaces/%s/usage%s".formatted(source.workspace(), route),
                        source.member());
        assertThat(answer.status()).isEqualTo(200);
        return answer.json();
    }
}
