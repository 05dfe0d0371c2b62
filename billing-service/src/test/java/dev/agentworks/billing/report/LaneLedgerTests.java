package dev.agentworks.billing.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.billing.BillingClient;
import dev.agentworks.billing.TestUsage;
import dev.agentworks.billing.usage.OutcomeCredits;
import dev.agentworks.billing.usage.TestWriter;
import dev.agentworks.events.usage.TokenUsage;
import dev.agentworks.events.usage.UsageEvent;
import dev.agentworks.events.usage.UsageKind;
import dev.agentworks.events.usage.UsageOutcome;
import dev.agentworks.starter.identifier.Uuids;
import dev.agentworks.starter.test.ServiceTest;
import dev.agentworks.starter.test.SettableClock;
import dev.agentworks.starter.test.TokenMaker;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

@ServiceTest(service = "billing")
class LaneLedgerTests {
    private static final Instant MARCH = Instant.parse("2026-03-10T00:00:00Z");

    @LocalServerPort int port;
    @Autowired TokenMaker tokens;
    @Autowired OutcomeCredits credits;
    @Autowired LaneLedger ledger;
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

    @Test
    void twoHundredCardsThroughFourLanesAreTheirInvoiceToTheLastUnit() {
        var random = new Random(200);
        var cards = new ArrayList<UUID>();
        var events = new ArrayList<UsageEvent>();
        for (int i = 0; i < 200; i++) {
            var card = Uuids.v7();
            cards.add(card);
            for (int visit = 1; visit <= 4; visit++) {
                // some runs fail and are tried again in the same visit
                for (int attempt = 0; attempt <= random.nextInt(2); attempt++) {
                    var run = Uuids.v7();
                    for (int calls = 0; calls <= random.nextInt(3); calls++) {
                        events.add(call(random, card, run, visit + 2, visit));
                    }
                    if (random.nextInt(10) == 0) {
                        TestWriter.of(context).write(ofRun(events, run));
                        credits.credit(source.workspace(), run, "its artifact fails its lane");
                    }
                }
            }
        }
        Collections.shuffle(events, random);
        TestWriter.of(context).write(events);

        var byCard = invoiceByCard();

        var total = BigDecimal.ZERO;
        for (var card : cards) {
            var visits = ledger.of(source.member(), source.workspace(), card);
            var sum =
                    visits.stream()
                            .map(LaneVisitCost::price)
                            .reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(visits).hasSize(4);
            assertThat(sum)
                    .isEqualByComparingTo(byCard.getOrDefault(card.toString(), BigDecimal.ZERO));
            total = total.add(sum);
        }
        assertThat(byCard.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(total);
    }

    @Test
    void aCreditedRunCostsTheCustomerNothingAndUsWhatItDidHoweverOftenItIsAsked() {
        var card = Uuids.v7();
        var run = Uuids.v7();
        var random = new Random(1);
        var calls = List.of(call(random, card, run, 5, 1), call(random, card, run, 5, 1));
        TestWriter.of(context).write(calls);
        var price = calls.stream().map(UsageEvent::price).reduce(BigDecimal.ZERO, BigDecimal::add);
        var cost = calls.stream().map(UsageEvent::cost).reduce(BigDecimal.ZERO, BigDecimal::add);

        assertThat(credits.credit(source.workspace(), run, "it failed"))
                .isEqualByComparingTo(price);
        assertThat(credits.credit(source.workspace(), run, "it failed")).isEqualByComparingTo("0");
        TestWriter.of(context).write(calls);

        var visit =
                client.get(
                                "/api/workspaces/%s/usage/cards/%s"
                                        .formatted(source.workspace(), card),
                                source.member())
                        .json()
                        .path("items")
                        .path(0);
        assertThat(new BigDecimal(visit.path("price").asString())).isEqualByComparingTo("0");
        assertThat(new BigDecimal(visit.path("cost").asString())).isEqualByComparingTo(cost);
        assertThat(visit.path("calls").asInt()).isEqualTo(2);
    }

    private Map<String, BigDecimal> invoiceByCard() {
        clock.set(Instant.parse("2026-04-02T00:00:00Z"));
        client.operate("POST", "/internal/jobs/close-periods", null);
        var owner = source.person("OWNER");
        var base = "/api/workspaces/%s/invoices".formatted(source.workspace());
        var id = client.get(base, owner).json().path("items").path(0).path("id").asString();
        var sums = new HashMap<String, BigDecimal>();
        for (JsonNode line : client.get(base + "/" + id, owner).json().path("lines")) {
            sums.merge(
                    line.path("cardId").asString(),
                    new BigDecimal(line.path("exact").asString()),
                    BigDecimal::add);
        }
        return sums;
    }

    private static List<UsageEvent> ofRun(List<UsageEvent> events, UUID run) {
        return events.stream().filter(event -> run.equals(event.runId())).toList();
    }

    private UsageEvent call(Random random, UUID card, UUID run, int lane, int visit) {
        var cost = new BigDecimal(new BigInteger(36, random), 12);
        boolean failed = random.nextInt(8) == 0;
        return new UsageEvent(
                Uuids.v7().toString(),
                source.workspace(),
                source.projects().getFirst(),
                card,
                run,
                "AGENT",
                "openai",
                "model",
                UsageKind.CHAT,
                new TokenUsage(10, 5, 0, 0, 0, 15),
                cost,
                failed ? BigDecimal.ZERO : cost.multiply(new BigDecimal(5)),
                new BigDecimal(5),
                "2026-01",
                false,
                failed ? UsageOutcome.FAILED : UsageOutcome.SUCCEEDED,
                MARCH,
                null,
                null,
                lane,
                visit,
                null);
    }
}
