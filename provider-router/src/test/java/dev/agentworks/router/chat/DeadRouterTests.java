package dev.agentworks.router.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/** A second router in a process of its own is killed in the middle of a call. */
class DeadRouterTests extends OwnVendorTest {
    @Autowired private Environment environment;

    @Test
    void aCallOfAKilledRouterIsIndeterminateAndNeverMadeAgain() {
        VENDOR.behave(VENDOR.stall(golden("openai", "text").split("data: \\{\"id\"")[0]));
        var key = key();
        try (var other = OtherRouter.start(environment, VENDOR.url(), SECRET).ready()) {
            var _ = CompletableFuture.runAsync(() -> ask(other.port(), key));
            await().atMost(Duration.ofSeconds(20)).until(() -> VENDOR.dispatches(key) == 1);
            assertThat(row(key).get("state")).isEqualTo("DISPATCHED");
            assertThat(put(key, body("gpt-4o", "")).statusCode()).isEqualTo(202);
        }

        await().untilAsserted(() -> assertThat(row(key).get("state")).isEqualTo("INDETERMINATE"));
        var answer = put(key, body("gpt-4o", ""));

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(json(answer).at("/type").asString("")).endsWith("/completion-indeterminate");
        assertThat(VENDOR.dispatches(key)).isEqualTo(1);
        assertThat(attempts(key)).containsExactly("1 openai gpt-4o INDETERMINATE");
        assertThat(
                        jdbc.sql("select price from llm_call where idem_key = ?")
                                .param(key)
                                .query(BigDecimal.class)
                                .single())
                .isZero();
        assertThat(usageEvents()).isZero();
    }

    private void ask(int otherPort, String key) {
        var body = HttpRequest.BodyPublishers.ofString(body("gpt-4o", ""));
        send(request(otherPort, "/internal/completions/" + key, token()).PUT(body));
    }
}
