package dev.agentworks.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
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

    @Test
    void handsTheKeyOfARegistrationOnWithThePerson() {
        gateway.call(
                "POST",
                "/auth/register",
                "{\"email\":\"%s@example.com\",\"password\":\"correct horse\",\"name\":\"Ada\"}"
                        .formatted(UUID.randomUUID()),
                "Content-Type",
                "application/json",
                "Idempotency-Key",
                "k2");

        assertThat(TestEnvironment.CORE.server.calls())
                .filteredOn(call -> call.uri().equals("/internal/users"))
                .last()
                .extracting(UpstreamCall::body)
                .asString()
                .contains("\"key\":\"k2\"");
    }
}
