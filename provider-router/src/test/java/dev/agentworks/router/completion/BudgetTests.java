package dev.agentworks.router.completion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentworks.router.provider.http.VendorServer;
import dev.agentworks.starter.servicetoken.ActingUser;
import java.math.BigDecimal;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Calls that spend what their budgets have. */
class BudgetTests extends VendorStubTest {
    @Test
    void aCallSpendsFromItsBudgetAndIsRefusedWhenNothingIsLeft() {
        VENDOR.behave(VendorServer.stream(golden("openai", "text")));
        setWorkspace("0.25", "OWNER");

        var first = put(key(), body("gpt-4o", ",\"maxTokens\":1000"));

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(workspaceBudget().at("/spent").asString("")).isEqualTo("0.000500000000");
        assertThat(new BigDecimal(workspaceBudget().at("/held").asString("")))
                .isEqualByComparingTo("0");
        setWorkspace("0.0006", "ADMIN");
        var key = key();
        var refused = put(key, body("gpt-4o", ",\"maxTokens\":1000"));
        assertThat(refused.statusCode()).isEqualTo(402);
        var problem = json(refused);
        assertThat(problem.at("/type").asString("")).endsWith("/budget-exceeded");
        assertThat(problem.at("/scope").asString("")).isEqualTo("workspace");
        assertThat(new BigDecimal(problem.at("/limit").asString("")))
                .isEqualByComparingTo("0.0006");
        assertThat(new BigDecimal(problem.at("/remaining").asString("")))
                .isEqualByComparingTo("0.0001");
        assertThat(problem.at("/resetAt").asString("")).isNotEmpty();
        assertThat(VENDOR.dispatches(key)).isZero();
        setWorkspace(null, "OWNER");
        assertThat(put(key, body("gpt-4o", ",\"maxTokens\":1000")).statusCode()).isEqualTo(200);
    }

    @Test
    void anAnswerThatOutgrowsItsBudgetIsStoppedAndChargedAsFarAsItCame() {
        setWorkspace("0.30", "OWNER");
        var word = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"%s\"}}]}\n\n";
        VENDOR.behave(exchange -> {
            exchange.head(200, Map.of("content-type", "text/event-stream"));
            for (int i = 0; i < 400; i++) {
                exchange.chunk(word.formatted("many words ".repeat(10)));
            }
            exchange.chunk(
                    "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n");
            exchange.chunk("data: [DONE]\n\n");
            exchange.endChunks();
        });

        // 5 × 10.00 for a million: 0.30 pays 6,000 tokens, the answer has 10,000
        var answer = json(put(key(), body("gpt-4o", ",\"maxTokens\":16000,\"agentId\":\"SHORT\"")));

        assertThat(answer.at("/state").asString("")).isEqualTo("FAILED");
        assertThat(answer.at("/error/code").asString("")).isEqualTo("budget-exceeded");
        assertThat(answer.at("/error/retryable").asBoolean(true)).isFalse();
        assertThat(new BigDecimal(answer.at("/price").asString(""))).isPositive();
        assertThat(new BigDecimal(workspaceBudget().at("/spent").asString("")))
                .isBetween(new BigDecimal("0.10"), new BigDecimal("0.30"));
        await().until(() -> usageEvents() == 1);
    }

    @Test
    void whoLostAKeyWhileItWaitedLeavesTheMoneyToItsNewOwner() {
        setWorkspace("0.25", "OWNER");
        VENDOR.behave(VendorServer.respond(429, Map.of("retry-after", "1"), "{}"));
        var key = key();
        var answer =
                CompletableFuture.supplyAsync(
                        () -> put(key, body("gpt-4o-mini", ",\"maxTokens\":100")));

        // while the vendor's wish to be asked later is heeded, somebody takes this router for dead
        await().pollInterval(Duration.ofMillis(20)).until(() -> takenOver(key));

        assertThat(answer.join().statusCode()).isEqualTo(503);
        assertThat(new BigDecimal(workspaceBudget().at("/held").asString(""))).isPositive();
        assertThat(
                        jdbc.sql("select state from budget_hold where id = ?")
                                .param(key)
                                .query(String.class)
                                .single())
                .isEqualTo("HELD");
    }

    private boolean takenOver(String key) {
        return jdbc.sql(
                                """
                                update llm_call
                                set owner = 'them', attempt = attempt + 1,
                                    lease_until = clock_timestamp() + interval '1 minute'
                                where idem_key = ?
                                    and state = 'RESERVED'
                                    and attempts > 0
                                """)
                        .param(key)
                        .update()
                == 1;
    }

    @Test
    void aCallThatCouldNotBeMadeHoldsNothing() {
        setWorkspace("0.25", "OWNER");
        VENDOR.behave(VendorServer.respond(429, Map.of("retry-after", "30"), "{}"));
        put(key(), body("o4-mini", ",\"maxTokens\":100"));

        // the only key rests: nothing is sent
        var key = key();
        var answer = put(key, body("o4-mini", ",\"maxTokens\":100"));

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(VENDOR.dispatches(key)).isZero();
        assertThat(new BigDecimal(workspaceBudget().at("/held").asString("")))
                .isEqualByComparingTo("0");
    }

    @Test
    void honoursTheLimitsOfARun() {
        VENDOR.behave(VendorServer.stream(golden("openai", "text")));
        var run =
                ",\"maxTokens\":100,\"runId\":\"%s\",\"limits\":{\"run\":\"0.006\"}"
                        .formatted(UUID.randomUUID());
        var first = put(key(), body("gpt-4o", run));
        var second = put(key(), body("gpt-4o", run));
        var third = put(key(), body("gpt-4o", run));

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(third.statusCode()).isEqualTo(402);
        assertThat(json(third).at("/scope").asString("")).isEqualTo("run");
        assertThat(json(third).at("/resetAt").isMissingNode()).isTrue();
    }

    @Test
    void onlyOwnersAndAdministratorsSetIt() {
        assertThat(setAs("1", "MEMBER").statusCode()).isEqualTo(403);
        assertThat(getAs("VIEWER").statusCode()).isEqualTo(200);
        assertThat(getAs(null).statusCode()).isEqualTo(404);
        assertThat(setAs("-1", "OWNER").statusCode()).isEqualTo(400);
        assertThat(setAs("ten", "OWNER").statusCode()).isEqualTo(400);
    }

    @Test
    void otherServicesSetTheBudgetsOfProjectsRunsAndCards() {
        var path = "/internal/budgets/card/" + UUID.randomUUID();
        var token = tokens.bearer("core", null, "router:budgets");

        var set =
                send(
                        request(path, token)
                                .PUT(
                                        BodyPublishers.ofString(
                                                "{\"workspaceId\":\"%s\",\"limit\":\"2.50\"}"
                                                        .formatted(workspace))));

        assertThat(set.statusCode()).isEqualTo(200);
        assertThat(json(set).at("/period").asString("")).isEqualTo("TOTAL");
        assertThat(json(set).at("/remaining").asString("")).isEqualTo("2.500000000000");
        assertThat(send(request(path, token).GET()).body()).isEqualTo(set.body());
        assertThat(
                        send(request("/internal/budgets/card/" + UUID.randomUUID(), token).GET())
                                .statusCode())
                .isEqualTo(404);
        assertThat(send(request(path.replace("card", "moon"), token).GET()).statusCode())
                .isEqualTo(404);
        assertThat(send(request(path, token()).GET()).statusCode()).isEqualTo(403);
    }

    private void setWorkspace(@Nullable String limit, String role) {
        var answer = setAs(limit, role);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private HttpResponse<String> setAs(@Nullable String limit, String role) {
        return send(
                request("/api/workspaces/%s/budget".formatted(workspace), as(role))
                        .PUT(
                                BodyPublishers.ofString(
                                        limit == null
                                                ? "{}"
                                                : "{\"limit\":\"%s\"}".formatted(limit))));
    }

    private JsonNode workspaceBudget() {
        return json(getAs("VIEWER"));
    }

    private HttpResponse<String> getAs(@Nullable String role) {
        return send(request("/api/workspaces/%s/budget".formatted(workspace), as(role)).GET());
    }

    private String as(@Nullable String role) {
        var grants = role == null ? Map.<String, String>of() : Map.of(workspace.toString(), role);
        return tokens.bearer(
                "gateway", new ActingUser(UUID.randomUUID().toString(), grants), "router:public");
    }
}
