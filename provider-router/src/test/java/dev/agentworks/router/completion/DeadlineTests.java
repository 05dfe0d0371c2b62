package dev.agentworks.router.completion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.router.provider.http.VendorServer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** A call has one time limit, over all its retries and fallbacks. */
@TestPropertySource(properties = "agentworks.router.timeouts.total=2s")
class DeadlineTests extends VendorStubTest {
    @Test
    void retriesAndFallbacksShareOneDeadline() {
        VENDOR.behave(exchange -> {
            if (exchange.request().path().endsWith("/chat/completions")) {
                new CompletableFuture<Void>()
                        .completeOnTimeout(null, 1_200, TimeUnit.MILLISECONDS)
                        .join();
                VendorServer.respond(503, Map.of(), "{}").answer(exchange);
            } else {
                VENDOR.stall("").answer(exchange);
            }
        });
        var key = key();

        long began = System.nanoTime();
        var answer = json(put(key, body("gpt-5-nano", "")));

        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .isBetween(Duration.ofMillis(1_900), Duration.ofMillis(4_000));
        assertThat(answer.at("/error/code").asString("")).isEqualTo("timeout");
        assertThat(attempts(key))
                .containsExactly(
                        "1 openai gpt-5-nano FAILED overloaded",
                        "2 anthropic claude-haiku-4-5-20251001 FAILED timeout");
    }

    @Test
    void whoIsAskedTooOftenIsNotWaitedForWhereAnotherCanAnswer() {
        VENDOR.behave(exchange -> {
            if (exchange.request().path().endsWith("/chat/completions")) {
                VendorServer.respond(429, Map.of("retry-after", "47"), "{}").answer(exchange);
            } else {
                VendorServer.stream(golden("anthropic", "text")).answer(exchange);
            }
        });
        var key = key();

        long began = System.nanoTime();
        var answer = json(put(key, body("gpt-5-nano", "")));

        assertThat(answer.at("/state").asString("")).as("%s", answer).isEqualTo("SUCCEEDED");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
    }
}
