package dev.agentworks.router.completion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentworks.router.provider.http.VendorServer;
import java.math.BigDecimal;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class CompletionTests extends VendorStubTest {
    @Test
    void answersRatesAndTellsBillingOnce() {
        VENDOR.behave(VendorServer.stream(golden("openai", "text")));
        var key = key();

        var first = put(key, body("gpt-4o", ""));
        var second = put(key, body("gpt-4o", ""));

        assertThat(first.statusCode()).isEqualTo(200);
        var answer = json(first);
        assertThat(answer.at("/state").asString("")).isEqualTo("SUCCEEDED");
        assertThat(answer.at("/text").asString("")).isEqualTo("Hello, wörld!");
        assertThat(answer.at("/finishReason").asString("")).isEqualTo("stop");
        assertThat(answer.at("/simulated").asBoolean(false)).isTrue();
        // 20 × 2.50 + 5 × 10.00 for a million
        assertThat(answer.at("/cost").asString("")).isEqualTo("0.000100000000");
        assertThat(answer.at("/price").asString("")).isEqualTo("0.000500000000");
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(VENDOR.dispatches(key)).isEqualTo(1);
        await().until(() -> usageEvents() == 1);
        var event =
                messages.on("usage-events").stream()
                        .filter(it -> workspace.toString().equals(it.orderingKey()))
                        .map(it -> JSON.readTree(it.body()))
                        .findFirst()
                        .orElseThrow();
        assertThat(event.at("/outcome").asString("")).isEqualTo("succeeded");
        assertThat(event.at("/price").asString("")).isEqualTo("0.000500000000");
        assertThat(
                        jdbc.sql("select price from llm_call where idem_key = ?")
                                .param(key)
                                .query(BigDecimal.class)
                                .single())
                .isEqualByComparingTo("0.0005");
    }

    @Test
    void asksTheVendorOnceForManyAtOnce() {
        VENDOR.behave(VendorServer.stream(golden("openai", "text")));
        var key = key();

        var answers =
                IntStream.range(0, 12)
                        .mapToObj(i ->
                                CompletableFuture.supplyAsync(() -> put(key, body("gpt-4o", ""))))
                        .map(CompletableFuture::join)
                        .toList();

        assertThat(answers).allSatisfy(it -> assertThat(it.statusCode()).isIn(200, 202));
        assertThat(answers).anySatisfy(it -> assertThat(it.statusCode()).isEqualTo(200));
        assertThat(VENDOR.dispatches(key)).isEqualTo(1);
        await().until(() -> usageEvents() == 1);
    }

    @Test
    void streamsTheProgressAndThenTheCompletion() {
        VENDOR.behave(VendorServer.stream(golden("anthropic", "tools")));

        var answer = stream(key(), body("claude-3-5-sonnet-20241022", ""));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type").orElse(""))
                .startsWith("text/event-stream");
        assertThat(answer.body())
                .containsSubsequence(
                        "event: text\ndata: {\"delta\":\"I look.\"}",
                        "event: tool\ndata: {\"id\":\"toolu_1\",\"name\":\"read_card\"}",
                        "event: completed\ndata: {",
                        "\"finishReason\":\"tool_calls\"");
    }

    @Test
    void aSecondReaderJoinsTheCallFromItsBeginning() throws Exception {
        VENDOR.behave(
                VENDOR.stall(
                        golden("openai", "text").split("data: \\[DONE\\]")[0].split("\n\n")[0]
                                + "\n\n"
                                + "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hello\"}}]}\n\n"));
        var key = key();
        try (var first = open(key, body("gpt-4o", "")).body()) {
            assertThat(new String(first.readNBytes(12))).isEqualTo("event: text\n");

            assertThat(put(key, body("gpt-4o", "")).statusCode()).isEqualTo(202);
            try (var second = open(key, body("gpt-4o", "")).body()) {
                assertThat(new String(second.readNBytes(12))).isEqualTo("event: text\n");
            }
        }
        assertThat(VENDOR.dispatches(key)).isEqualTo(1);
        assertThat(delete(key).statusCode()).isEqualTo(202);
        await().untilAsserted(() -> assertThat(row(key).get("state")).isEqualTo("CANCELLED"));
        var told = json(put(key, body("gpt-4o", "")));
        assertThat(told.at("/state").asString("")).isEqualTo("CANCELLED");
        assertThat(told.at("/text").asString("")).isEqualTo("Hello");
        // what was delivered is charged
        assertThat(new BigDecimal(told.at("/price").asString(""))).isPositive();
        await().until(() -> usageEvents() == 1);
        await().until(() -> VENDOR.clientsGone() > 0);
    }

    @Test
    void goesOnWhenItsCallerLeaves() throws Exception {
        var key = key();
        var goOn = new java.util.concurrent.CountDownLatch(1);
        var text = golden("openai", "text");
        int middle = text.indexOf("\n\n", text.indexOf("Hello")) + 2;
        VENDOR.behave(exchange -> {
            exchange.head(200, Map.of("content-type", "text/event-stream"));
            exchange.chunk(text.substring(0, middle));
            try {
                goOn.await();
            } catch (InterruptedException e) {
                throw new java.io.IOException(e);
            }
            exchange.chunk(text.substring(middle));
            exchange.endChunks();
        });
        try (var reader = open(key, body("gpt-4o", "")).body()) {
            assertThat(reader.readNBytes(5)).isNotEmpty();
        }

        goOn.countDown();

        await().untilAsserted(() -> assertThat(row(key).get("state")).isEqualTo("SUCCEEDED"));
        assertThat(json(put(key, body("gpt-4o", ""))).at("/text").asString(""))
                .isEqualTo("Hello, wörld!");
    }

    @Test
    void refusesAKeyForAnotherBody() {
        VENDOR.behave(VendorServer.stream(golden("openai", "text")));
        var key = key();
        put(key, body("gpt-4o", ""));

        var other = put(key, body("gpt-4o", ",\"temperature\":0.5"));

        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(json(other).at("/type").asString("")).endsWith("/key-reused");
        assertThat(VENDOR.dispatches(key)).isEqualTo(1);
    }

    @Test
    void takesTheSameRequestInAnotherOrderOfFields() {
        VENDOR.behave(VendorServer.stream(golden("openai", "text")));
        var key = key();
        put(key, body("gpt-4o", ",\"temperature\":0.5,\"maxTokens\":100"));

        assertThat(put(key, body("gpt-4o", ",\"maxTokens\":100,\"temperature\":0.50")).statusCode())
                .isEqualTo(200);
    }

    @Test
    void aFailedCallCostsTheCustomerNothing() {
        VENDOR.behave(
                VendorServer.respond(
                        429,
                        Map.of("retry-after", "3"),
                        "{\"error\":{\"message\":\"slow\",\"code\":\"rate_limit_exceeded\"}}"));
        var key = key();

        var answer = json(put(key, body("gpt-4o-2024-05-13", "")));

        assertThat(answer.at("/state").asString("")).isEqualTo("FAILED");
        assertThat(answer.at("/error/code").asString("")).isEqualTo("rate-limited");
        assertThat(answer.at("/error/retryable").asBoolean(false)).isTrue();
        assertThat(answer.at("/error/retryAfterSeconds").asInt(0)).isEqualTo(3);
        assertThat(new BigDecimal(answer.at("/price").asString(""))).isZero();
        assertThat(usageEvents()).isZero();
    }

    @Test
    void aCutAnswerIsChargedByWhatWasDelivered() {
        VENDOR.behave(
                VendorServer.cut(golden("anthropic", "text").split("event: message_delta")[0]));

        var answer = json(put(key(), body("claude-3-5-sonnet-20241022", "")));

        assertThat(answer.at("/state").asString("")).isEqualTo("FAILED");
        assertThat(answer.at("/error/code").asString("")).isEqualTo("stream-broken");
        // 20 × 3.00 + about 4 tokens of "Hello, wörld!" × 15.00 for a million, times 5
        assertThat(answer.at("/price").asString("")).isEqualTo("0.000600000000");
        await().until(() -> usageEvents() == 1);
    }

    @Test
    void lettingAnotherModelAnswerForAnAgentIsASetting() {
        VENDOR.behave(VendorServer.stream(golden("openai", "text")));
        var key = key();

        var answer = json(put(key, body("gpt-4o", ",\"agentId\":\"DOCS\"")));

        assertThat(answer.at("/model").asString("")).isEqualTo("gpt-4o-mini");
        assertThat(VENDOR.received().getLast().body()).contains("\"gpt-4o-mini\"");
    }

    @Test
    void refusesWhatHasNoPrice() {
        var key = key();

        var answer = put(key, body("gpt-none", ""));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).at("/type").asString("")).endsWith("/unknown-model");
        assertThat(json(answer).at("/errors/0/pointer").asString("")).isEqualTo("/model");
        assertThat(VENDOR.dispatches(key)).isZero();
    }

    @Test
    void aProviderWithoutKeyIsNotAsked() {
        var answer = put(key(), body("gemini-1.5-pro", ""));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("retry-after")).isPresent();
        assertThat(json(answer).at("/dispatched").asBoolean(true)).isFalse();
    }

    @Test
    void refusesBadInputWithItsPlace() {
        assertPointer(body("gpt-4o", ",\"temperature\":7"), "/temperature");
        assertPointer(body("gpt-4o", ",\"maxTokens\":-1"), "/maxTokens");
        assertPointer(body("gpt-4o", ",\"runId\":\"nope\""), "/runId");
        assertPointer(body("gpt-4o", "").replace("\"user\"", "\"poet\""), "/messages/0/role");
        assertPointer(body("gpt-4o", "").replace("Say hello.", ""), "/messages/0/content");
        assertPointer(body("gpt-4o", "").replace("\"user\"", "\"tool\""), "/messages/0/toolCallId");
        assertPointer(
                body(
                        "gpt-4o",
                        ",\"tools\":[{\"name\":\"a b\",\"description\":\"\",\"parameters\":{}}]"),
                "/tools/0/name");
        assertPointer(
                body(
                        "gpt-4o",
                        ",\"tools\":[{\"name\":\"a\",\"description\":\"\",\"parameters\":[]}]"),
                "/tools/0/parameters");
        assertPointer(body("gpt-4o", "").replace("hello", "\\u0000"), "/messages/0/content");
        assertThat(put(key(), "{").statusCode()).isEqualTo(400);
        assertThat(put("short", body("gpt-4o", "")).statusCode()).isEqualTo(400);
        assertThat(delete(key()).statusCode()).isEqualTo(404);
    }

    private void assertPointer(String body, String pointer) {
        var answer = put(key(), body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(json(answer).at("/errors/0/pointer").asString(""))
                .as(answer.body())
                .isEqualTo(pointer);
    }

    @Test
    void letsOnlyTheOrchestratorsScopeIn() {
        var path = "/internal/completions/" + key();
        var body = java.net.http.HttpRequest.BodyPublishers.ofString(body("gpt-4o", ""));

        assertThat(send(request(path, null).PUT(body)).statusCode()).isEqualTo(401);
        assertThat(
                        send(request(path, tokens.bearer("gateway", someone(), "router:public"))
                                        .PUT(body))
                                .statusCode())
                .isEqualTo(403);
        assertThat(send(request("/api/providers", null).GET()).statusCode()).isEqualTo(401);
        assertThat(send(request("/api/providers", token()).GET()).statusCode()).isEqualTo(403);
        assertThat(
                        send(request(
                                                "/api/providers",
                                                tokens.bearer("gateway", null, "router:public"))
                                        .GET())
                                .statusCode())
                .isEqualTo(403);
    }

    @Test
    void showsTheProvidersAsTheyAre() {
        VENDOR.behave(VendorServer.stream(golden("openai", "text")));
        put(key(), body("gpt-4.1", ""));

        var answer =
                send(
                        request(
                                        "/api/providers",
                                        tokens.bearer("gateway", someone(), "router:public"))
                                .GET());

        assertThat(answer.statusCode()).isEqualTo(200);
        var items = json(answer).get("items");
        assertThat(items.at("/1/id").asString("")).isEqualTo("google");
        assertThat(items.at("/1/health").asString("")).isEqualTo("unconfigured");
        assertThat(items.at("/3/id").asString("")).isEqualTo("openai");
        assertThat(items.at("/3/simulated").asBoolean(false)).isTrue();
        var model =
                items.at("/3/models")
                        .valueStream()
                        .filter(it -> it.at("/id").asString("").equals("gpt-4.1"))
                        .findFirst()
                        .orElseThrow();
        assertThat(model.at("/health").asString("")).isEqualTo("up");
        assertThat(model.at("/inputPrice").asString("")).isEqualTo("2.00");
        assertThat(answer.body()).doesNotContain(SECRET);
    }

    @Test
    void writesNoSecretAndNoPromptIntoLogsOrAnswers(CapturedOutput output) {
        VENDOR.behave(
                VendorServer.respond(
                        401,
                        Map.of(),
                        "{\"error\":{\"message\":\"Incorrect API key provided: "
                                + SECRET
                                + "\"}}"));
        var refused = put(key(), body("gpt-4.1-nano", ""));
        VENDOR.behave(
                VendorServer.respond(
                        400, Map.of(), "{\"error\":{\"message\":\"bad " + SECRET + "\"}}"));
        var invalid = put(key(), body("gpt-4.1-nano", ""));

        assertThat(json(refused).at("/error/code").asString("")).isEqualTo("auth");
        assertThat(refused.body() + invalid.body()).doesNotContain(SECRET);
        assertThat(output.getAll())
                .contains("gpt-4.1-nano")
                .doesNotContain(SECRET)
                .doesNotContain("Say hello");
    }

    @Test
    void leavesAFailingModelAloneForAWhile() {
        VENDOR.behave(VendorServer.respond(500, Map.of(), "{}"));
        await().until(() -> put(key(), body("gpt-4.1-mini", "")).statusCode() == 503);
        var key = key();

        var answer = put(key, body("gpt-4.1-mini", ""));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("retry-after")).isPresent();
        assertThat(VENDOR.dispatches(key)).isZero();
        assertThat(row(key).get("state")).isEqualTo("RESERVED");
        assertThat(row(key).get("owner")).isNull();
    }
}
