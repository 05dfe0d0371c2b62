package dev.agentworks.router.completion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentworks.router.provider.http.VendorServer;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a failed attempt is followed by, and what it is not followed by. */
class RecoveryTests extends VendorStubTest {
    private static final String OVERLOADED =
            "{\"error\":{\"message\":\"busy\",\"type\":\"server_error\"}}";

    @Test
    void fallsBackToAnotherProviderBeforeAnythingWasShown() {
        VENDOR.behave(openAiAnswers(VendorServer.respond(503, Map.of(), OVERLOADED), "text"));
        var key = key();

        var answer = stream(key, body("gpt-5-nano", ""));

        assertThat(answer.body())
                .contains("event: completed")
                .contains("\"provider\":\"anthropic\"")
                .doesNotContain("event: failed");
        assertThat(attempts(key))
                .containsExactly(
                        "1 openai gpt-5-nano FAILED overloaded",
                        "2 anthropic claude-haiku-4-5-20251001 SUCCEEDED");
        assertThat(VENDOR.dispatches(key)).isEqualTo(1);
        assertThat(VENDOR.dispatches(key + "#2")).isEqualTo(1);
        assertThat(row(key)).containsEntry("provider", "anthropic").containsEntry("attempts", 2);
        await().until(() -> usageEvents() == 1);
    }

    @Test
    void anErrorAfterAFirstEventWithoutContentFallsBackToo() {
        VENDOR.behave(
                openAiAnswers(
                        VendorServer.stream(
                                """
                                data: {"id":"1","model":"gpt-5-nano","choices":[{"index":0,"delta":{"role":"assistant","content":""}}]}

                                data: {"error":{"message":"used up","code":"insufficient_quota","type":"insufficient_quota"}}

                                """),
                        "text"));
        var key = key();

        var answer = json(put(key, body("gpt-5-nano", "")));

        assertThat(answer.at("/state").asString("")).isEqualTo("SUCCEEDED");
        assertThat(attempts(key)).last().asString().contains("anthropic").endsWith("SUCCEEDED");
    }

    @Test
    void whatWasShownIsNeverStartedAgain() {
        var cut = golden("openai", "text").split("data: \\[DONE\\]")[0];
        VENDOR.behave(
                openAiAnswers(
                        VendorServer.cut(
                                cut.substring(0, cut.indexOf("\n\n", cut.indexOf("Hello")) + 2)),
                        "text"));
        var key = key();

        var answer = json(put(key, body("gpt-5-nano", "")));

        assertThat(answer.at("/state").asString("")).isEqualTo("FAILED");
        assertThat(answer.at("/error/code").asString("")).isEqualTo("stream-broken");
        assertThat(attempts(key)).hasSize(1);
    }

    @Test
    void aVendorThatFellSilentIsNotAskedAgainUnderTheSameKey() {
        VENDOR.behave(openAiAnswers(VendorServer.cut(""), "text"));
        var key = key();

        var answer = json(put(key, body("gpt-5-nano", "")));

        assertThat(answer.at("/error/code").asString("")).isEqualTo("stream-broken");
        assertThat(answer.at("/error/retryable").asBoolean(false)).isTrue();
        assertThat(attempts(key)).containsExactly("1 openai gpt-5-nano FAILED stream-broken");
    }

    @Test
    void asksTheSameModelOnceMoreWhenNobodyElseCan() {
        var calls = new java.util.concurrent.atomic.AtomicInteger();
        VENDOR.behave(exchange -> {
            if (calls.incrementAndGet() == 1) {
                VendorServer.respond(500, Map.of(), OVERLOADED).answer(exchange);
            } else {
                VendorServer.stream(golden("openai", "text")).answer(exchange);
            }
        });
        var key = key();

        var answer = json(put(key, body("gpt-4.1", "")));

        assertThat(answer.at("/state").asString("")).isEqualTo("SUCCEEDED");
        assertThat(attempts(key))
                .containsExactly(
                        "1 openai gpt-4.1 FAILED server-error", "2 openai gpt-4.1 SUCCEEDED");
    }

    @Test
    void aWrongRequestIsNotSentTwice() {
        VENDOR.behave(VendorServer.respond(400, Map.of(), "{\"error\":{\"message\":\"no\"}}"));
        var key = key();

        var answer = json(put(key, body("gpt-5-mini", "")));

        assertThat(answer.at("/error/code").asString("")).isEqualTo("invalid-request");
        assertThat(attempts(key)).hasSize(1);
    }

    @Test
    void aWaitLongerThanACallMayTakeIsToldToItsCaller() {
        VENDOR.behave(VendorServer.respond(429, Map.of("retry-after", "30"), OVERLOADED));
        var first = json(put(key(), body("o3", "")));
        var key = key();

        var second = put(key, body("o3", ""));

        assertThat(first.at("/error/retryAfterSeconds").asInt(0)).isEqualTo(30);
        assertThat(second.statusCode()).isEqualTo(429);
        assertThat(second.headers().firstValueAsLong("retry-after").orElse(0)).isBetween(25L, 30L);
        assertThat(attempts(key)).isEmpty();
        assertThat(VENDOR.dispatches(key)).isZero();
    }

    private static VendorServer.Behaviour openAiAnswers(
            VendorServer.Behaviour openAi, String otherwise) {
        return exchange -> {
            if (exchange.request().path().endsWith("/chat/completions")) {
                openAi.answer(exchange);
            } else {
                VendorServer.stream(golden("anthropic", otherwise)).answer(exchange);
            }
        };
    }
}
