package dev.agentworks.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentworks.billing.usage.TestWriter;
import dev.agentworks.billing.workspace.WorkspaceAccess;
import dev.agentworks.starter.identifier.Uuids;
import dev.agentworks.starter.servicetoken.ActingUser;
import dev.agentworks.starter.test.ServiceTest;
import dev.agentworks.starter.test.SettableClock;
import dev.agentworks.starter.test.TestPublisher;
import dev.agentworks.starter.test.TokenMaker;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@ServiceTest(service = "billing")
class BillingRoutesTests {
    @LocalServerPort int port;
    @Autowired TokenMaker tokens;
    @Autowired TestPublisher publisher;
    @Autowired ApplicationContext context;
    @Autowired SettableClock clock;
    private final TestUsage source = TestUsage.aWorkspace();
    private final ActingUser owner = source.person("OWNER");
    private BillingClient client;

    static Stream<String> moneyRoutes() {
        return Stream.of(
                "/wallet",
                "/wallet/top-ups/" + new UUID(1, 1),
                "/billing-profile",
                "/invoices",
                "/invoices/" + new UUID(1, 1),
                "/invoices/" + new UUID(1, 1) + ".pdf");
    }

    @BeforeEach
    void theMiddleOfMarch() {
        client = new BillingClient(port, tokens);
        clock.set(Instant.parse("2026-03-16T12:00:00Z"));
    }

    @AfterEach
    void today() {
        clock.reset();
    }

    @ParameterizedTest
    @MethodSource("moneyRoutes")
    void moneyIsForOwnersAndAdministratorsAndForNobodyElse(String route) {
        var path = workspace() + route;
        var stranger = new ActingUser("x", Map.of(Uuids.v7().toString(), "OWNER"));

        assertThat(client.get(path, stranger).status()).isEqualTo(404);
        assertThat(client.get(path, source.person("MEMBER")).status()).isEqualTo(403);
        assertThat(client.get(path, source.person("VIEWER")).status()).isEqualTo(403);
        assertThat(client.get(path, source.person("ADMIN")).status()).isIn(200, 404);
    }

    @Test
    void anInvoiceOfAnotherWorkspaceDoesNotExist() {
        var invoice = anInvoice();
        var other = TestUsage.aWorkspace();
        var path =
                "/api/workspaces/%s/invoices/%s"
                        .formatted(other.workspace(), invoice.path("id").asString());

        assertThat(client.get(path, other.person("OWNER")).status()).isEqualTo(404);
        assertThat(client.get(path + ".pdf", other.person("OWNER")).status()).isEqualTo(404);
        assertThat(
                        client.operate(
                                        "POST",
                                        "/internal/workspaces/%s/invoices/%s/credit-notes"
                                                .formatted(
                                                        other.workspace(),
                                                        invoice.path("id").asString()),
                                        "{\"reason\":\"x\"}")
                                .status())
                .isEqualTo(404);
    }

    @Test
    void anInvoiceIsReadAsJsonAndAsPdf() {
        var id = anInvoice().path("id").asString();

        var document = client.get(workspace() + "/invoices/" + id, owner);
        var pdf = client.get(workspace() + "/invoices/" + id + ".pdf", owner);

        assertThat(new BigDecimal(document.json().path("lines").path(0).path("exact").asString()))
                .isEqualByComparingTo("5");
        assertThat(document.json().path("invoice").path("total").asString()).isEqualTo("5.00");
        assertThat(pdf.status()).isEqualTo(200);
        assertThat(new String(pdf.body(), 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
        assertThat(pdf.body().length).isGreaterThan(1_000);
    }

    @Test
    void aPlanIsChosenAndCancelledByThoseWhoMay() {
        assertThat(client.get(workspace() + "/plans", source.member()).json().path("items"))
                .extracting(plan -> plan.path("code").asString())
                .containsExactly("free", "team", "business");
        assertThat(choose("team", source.member()).status()).isEqualTo(403);
        assertThat(choose("gold", owner).status()).isEqualTo(409);

        var chosen = choose("team", owner).json();
        assertThat(chosen.path("status").asString()).isEqualTo("TRIALING");
        assertThat(chosen.path("trialEndsOn").asString()).isEqualTo("2026-03-30");
        var cancelled = client.send("DELETE", workspace() + "/plan", owner, null).json();
        assertThat(cancelled.path("status").asString()).isEqualTo("CANCELLED");
        assertThat(cancelled.path("endsOn").asString()).isEqualTo("2026-04-01");
        assertThat(choose("team", owner).json().path("status").asString()).isEqualTo("TRIALING");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PUT|/plan|{}|/plan",
                "PUT|/plan|{\"plan\":\"team\",\"seats\":0}|/seats",
                "PUT|/plan|{\"plan\":\"team\",\"colour\":1}|/colour",
                "PUT|/wallet|{\"mode\":\"BARTER\"}|/mode",
                "PUT|/wallet|{\"mode\":\"PREPAID\",\"autoTopUp\":{\"threshold\":\"1\",\"amount\":\"-5\",\"ceiling\":\"9\"}}|/autoTopUp/amount",
                "POST|/wallet/top-ups|{\"amount\":\"0\"}|/amount",
                "POST|/wallet/top-ups|{\"amount\":5}|/amount",
                "PUT|/billing-profile|{\"country\":\"Germany\"}|/country",
                "PUT|/billing-profile|{\"graceHours\":73}|/graceHours"
            })
    void aWrongFieldIsNamed(String method, String route, String body, String pointer) {
        var answer = client.send(method, workspace() + route, owner, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("errors").path(0).path("pointer").asString())
                .isEqualTo(pointer);
    }

    @Test
    void aTopUpIsThereOnceItIsPaidAndOnce() {
        var asked =
                client.post(workspace() + "/wallet/top-ups", owner, "{\"amount\":\"20\"}", "key-1");
        var again =
                client.post(workspace() + "/wallet/top-ups", owner, "{\"amount\":\"20\"}", "key-1");
        assertThat(asked.status()).isEqualTo(201);
        assertThat(again.json()).isEqualTo(asked.json());
        assertThat(balance()).isEqualByComparingTo("0");

        var id = asked.json().path("id").asString();
        for (int i = 0; i < 2; i++) {
            assertThat(
                            client.operate(
                                            "POST",
                                            "/internal/workspaces/%s/top-ups/%s/paid"
                                                    .formatted(source.workspace(), id),
                                            "{\"reference\":\"wire 7\"}")
                                    .status())
                    .isEqualTo(200);
        }

        assertThat(balance()).isEqualByComparingTo("20");
        assertThat(
                        client.get(workspace() + "/wallet/top-ups/" + id, owner)
                                .json()
                                .path("status")
                                .asString())
                .isEqualTo("PAID");
    }

    @Test
    void theBalanceIsSeenInTheSecondOfTheCall() {
        grant("10", "null", "null");

        for (int i = 1; i <= 5; i++) {
            publisher.publish(TestUsage.message(source.call("0.2", clock.instant())));
            var left = new BigDecimal(10 - i);
            await().atMost(Duration.ofSeconds(1))
                    .pollInterval(Duration.ofMillis(20))
                    .untilAsserted(() -> assertThat(balance()).isEqualByComparingTo(left));
        }
    }

    @Test
    void creditsForAProjectPayNoOtherAndExpiredOnesNothing() {
        grant("3", "\"" + source.projects().getFirst() + "\"", "null");
        grant("4", "null", "\"2026-03-20T00:00:00Z\"");
        grant("10", "null", "null");
        // three dollars of the first project, five of another
        TestWriter.of(context)
                .write(
                        List.of(
                                source.call("0.6", clock.instant()),
                                source.call(
                                        source.projects().get(1),
                                        "PRD",
                                        "openai",
                                        "m",
                                        BigDecimal.ONE,
                                        clock.instant())));

        var wallet = client.get(workspace() + "/wallet", owner).json();
        // what expires sooner is used first, then what is for the project alone, then the rest
        assertThat(new BigDecimal(wallet.path("balance").asString())).isEqualByComparingTo("9");
        assertThat(new BigDecimal(wallet.path("scoped").asString())).isEqualByComparingTo("0");

        clock.set(Instant.parse("2026-03-21T00:00:00Z"));
        client.operate("POST", "/internal/jobs/settle-wallets", null);
        var expired = client.get(workspace() + "/wallet", owner).json();
        assertThat(expired.path("grants"))
                .noneMatch(it -> it.path("expiresAt").asString("").startsWith("2026-03-20"));
    }

    @Test
    void moreIsBoughtByItselfUpToTheCeiling() {
        var set =
                client.send(
                        "PUT",
                        workspace() + "/wallet",
                        owner,
                        """
                        {"mode":"PREPAID","autoTopUp":{"threshold":"5","amount":"10","ceiling":"25"}}
                        """);
        assertThat(set.status()).isEqualTo(200);
        assertThat(set.json().path("available").asString()).isEqualTo("0");

        int bought = 0;
        for (int i = 0; i < 4; i++) {
            TestWriter.of(context).write(List.of(source.call("2", clock.instant())));
            client.get(workspace() + "/wallet", owner);
            bought += payWhatIsAsked();
        }

        assertThat(bought).isEqualTo(2);
        assertThat(balance()).isEqualByComparingTo("-20");
    }

    private int payWhatIsAsked() {
        var open =
                context.getBean(WorkspaceAccess.class)
                        .asPlatform(
                                source.workspace(),
                                () ->
                                        context.getBean(JdbcClient.class)
                                                .sql(
                                                        "select id from top_up where status = 'REQUESTED'")
                                                .query(UUID.class)
                                                .list());
        for (var id : open) {
            client.operate(
                    "POST",
                    "/internal/workspaces/%s/top-ups/%s/paid".formatted(source.workspace(), id),
                    "{\"reference\":\"card\"}");
        }
        return open.size();
    }

    @Test
    void anAncientCallIsCountedWhenAnOperatorSaysSo() {
        var ancient = source.call("1", Instant.parse("2025-12-05T00:00:00Z"));
        publisher.publish(TestUsage.message(ancient));
        var kept =
                await().until(() -> quarantined(ancient.eventId()), node -> !node.isMissingNode());
        assertThat(kept.path("reason").asString()).isEqualTo("ANCIENT");
        var id = kept.path("id").asString();

        assertThat(
                        client.operate(
                                        "POST",
                                        "/internal/usage/quarantine/" + id + "/admit",
                                        "{\"note\":\"outage in December\"}")
                                .status())
                .isEqualTo(200);
        assertThat(
                        client.operate(
                                        "POST",
                                        "/internal/usage/quarantine/" + id + "/admit",
                                        "{\"note\":\"again\"}")
                                .status())
                .isEqualTo(404);
        var december =
                client.get(workspace() + "/usage?from=2025-12-01&to=2026-01-01", owner).json();
        assertThat(december.path("totalCalls").asInt()).isEqualTo(1);
    }

    private JsonNode quarantined(String event) {
        var items =
                client.operate("GET", "/internal/usage/quarantine?limit=200", null)
                        .json()
                        .path("items");
        return items.valueStream()
                .filter(it -> it.path("eventId").asString("").equals(event))
                .findFirst()
                .orElse(items.path("none"));
    }

    private JsonNode anInvoice() {
        TestWriter.of(context).write(List.of(source.call("1", clock.instant())));
        clock.set(Instant.parse("2026-04-02T00:00:00Z"));
        assertThat(client.operate("POST", "/internal/jobs/close-periods", null).status())
                .isEqualTo(200);
        return client.get(workspace() + "/invoices", owner).json().path("items").path(0);
    }

    private BillingClient.Answer choose(String plan, ActingUser user) {
        return client.send("PUT", workspace() + "/plan", user, "{\"plan\":\"%s\"}".formatted(plan));
    }

    private void grant(String amount, String project, String expiry) {
        assertThat(
                        client.operate(
                                        "POST",
                                        "/internal/workspaces/%s/grants"
                                                .formatted(source.workspace()),
                                        """
                                        {"source":"%s","amount":"%s","priority":1,"projectId":%s,"expiresAt":%s}
                                        """
                                                .formatted(Uuids.v7(), amount, project, expiry))
                                .status())
                .isEqualTo(200);
    }

    private BigDecimal balance() {
        return new BigDecimal(
                client.get(workspace() + "/wallet", owner).json().path("balance").asString());
    }

    private String workspace() {
        return "/api/workspaces/" + source.workspace();
    }
}
