package dev.agentworks.router.completion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.Mockito.doThrow;

import dev.agentworks.router.ledger.Ledger;
import dev.agentworks.router.ledger.NewAttempt;
import dev.agentworks.router.provider.http.VendorServer;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.context.bean.override.mockito.MockitoSpyBean;

/**
 * A caller is told that a key is used up when it is, and not while somebody may still make the
 * call.
 */
@TestPropertySource(properties = "agentworks.router.breaker.failure-rate=100")
class CallOwnerTests extends VendorStubTest {
    private static final String BODY = ",\"maxTokens\":100";

    @MockitoSpyBean private Ledger ledger;

    @Test
    void aCallThatAnotherRouterTookOverBetweenTwoAttemptsIsNotUsedUp() {
        VENDOR.behave(VendorServer.respond(429, Map.of("retry-after-ms", "1500"), "{}"));
        var key = key();
        var waiting = ask(key);
        await().until(() -> VENDOR.dispatches(key) == 1 && state(key).equals("RESERVED"));
        jdbc.sql(
                        """
                        update llm_call
                        set owner = 'other', attempt = attempt + 1, lease_until = clock_timestamp() + interval '1 hour'
                        where idem_key = ?
                        """)
                .param(key)
                .update();

        delete(key);

        var answer = waiting.join();
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(answer.headers().firstValue("retry-after")).isPresent();
        assertThat(state(key)).isEqualTo("RESERVED");
        assertThat(ask(key).join().statusCode()).isEqualTo(202);
    }

    @Test
    void aCallThatWasGivenUpIsUsedUp() {
        VENDOR.behave(VENDOR.stall(golden("openai", "text").split("data: \\{\"id\"")[0]));
        var key = key();
        var waiting = ask(key);
        await().until(() -> VENDOR.dispatches(key) == 1 && state(key).equals("DISPATCHED"));
        jdbc.sql("update llm_call set owner = 'dead', lease_until = now() where idem_key = ?")
                .param(key)
                .update();
        await().until(() -> state(key).equals("INDETERMINATE"));

        delete(key);

        assertThat(waiting.join().statusCode()).isEqualTo(409);
    }

    @Test
    void aFaultBetweenTwoAttemptsLeavesTheKeyFree() {
        VENDOR.behave(exchange -> {
            var first =
                    !exchange.request().headers().getOrDefault("x-request-key", "").contains("#");
            (first
                            ? VendorServer.respond(429, Map.of("retry-after-ms", "20"), "{}")
                            : VendorServer.stream(golden("openai", "text")))
                    .answer(exchange);
        });
        doThrow(new IllegalStateException("a fault of ours"))
                .doCallRealMethod()
                .when(ledger)
                .dispatch(any(), argThat(CallOwnerTests::isTheSecond));
        var key = key();

        var answer = ask(key).join();

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(row(key)).containsEntry("state", "RESERVED").containsEntry("owner", null);
        assertThat(json(ask(key).join()).path("state").asString("")).isEqualTo("SUCCEEDED");
    }

    private static boolean isTheSecond(NewAttempt attempt) {
        return attempt != null && attempt.number() == 2;
    }

    private String state(String key) {
        return String.valueOf(row(key).get("state"));
    }

    private CompletableFuture<HttpResponse<String>> ask(String key) {
        return CompletableFuture.supplyAsync(() -> put(key, body("gpt-4o", BODY)));
    }
}
