package dev.agentworks.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The service that makes a change keeps its key; the gateway hands keys on. */
class IdempotencyTests extends GatewayTest {
    @Test
    void handsTheKeyToTheServiceAndSaysThatAnAnswerIsTheFirstOne() {
        var ada = gateway.register();

        var answer =
                gateway.post(
                        "/api/workspaces",
                        "{\"name\":\"A\"}",
                        ada.bearerAnd("Idempotency-Key", "k1"));

        assertThat(TestEnvironment.CORE.server.last().header("idempotency-key")).isEqualTo("k1");
        assertThat(answer.headers().firstValue("idempotency-replayed")).contains("true");
    }
}
