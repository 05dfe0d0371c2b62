package dev.agentworks.router.completion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentworks.router.provider.http.VendorServer;
import dev.agentworks.starter.servicetoken.ActingUser;
import java.math.BigDecimal;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** A caller that waits for a provider holds no money meanwhile, and pays once. */
@TestPropertySource(
        properties = {
            "agentworks.router.keys.limited-for=50ms",
            "agentworks.router.breaker.at-least=3",
            "agentworks.router.breaker.pause=300ms"
        })
class OutageTests extends VendorStubTest {

    @ParameterizedTest
    @CsvSource({"429", "500", "503", "529", "cut"})
    void holdsNoMoneyAndIsPaidForOnce(String away) {
        budget("1.00");
        var asked = new AtomicInteger();
        VENDOR.behave(exchange -> {
            if (asked.incrementAndGet() > 8) {
                VendorServer.stream(golden("openai", "text")).answer(exchange);
            } else if (away.equals("cut")) {
                VendorServer.cut("data: {\"choices\":[{\"delta\":{}}]}\n\n").answer(exchange);
            } else {
                VendorServer.respond(Integer.parseInt(away), Map.of(), "{\"error\":{}}")
                        .answer(exchange);
            }
        });

        // as a run does: a new key where the old one has an outcome, the same where it has none
        var key = new String[] {key()};
        await().atMost(Duration.ofSeconds(40))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    var answer = put(key[0], body("gpt-4o", ",\"maxTokens\":1000"));
                    assertThat(answer.statusCode()).as(answer.body()).isIn(200, 429, 503);
                    assertThat(figure("/held")).isEqualByComparingTo("0");
                    if (answer.statusCode() != 200) {
                        assertThat(answer.headers().firstValue("retry-after")).isPresent();
                        return false;
                    }
                    if (json(answer).path("state").asString("").equals("SUCCEEDED")) {
                        return true;
                    }
                    assertThat(json(answer).at("/error/retryable").asBoolean(false)).isTrue();
                    assertThat(figure("/spent")).isEqualByComparingTo("0");
                    key[0] = key();
                    return false;
                });

        assertThat(figure("/spent")).isEqualByComparingTo("0.0005");
    }

    private BigDecimal figure(String pointer) {
        return new BigDecimal(budget().at(pointer).asString(""));
    }

    private JsonNode budget() {
        return json(send(request("/api/workspaces/%s/budget".formatted(workspace), owner()).GET()));
    }

    private void budget(String limit) {
        var set =
                send(
                        request("/api/workspaces/%s/budget".formatted(workspace), owner())
                                .PUT(
                                        BodyPublishers.ofString(
                                                "{\"limit\":\"%s\"}".formatted(limit))));
        assertThat(set.statusCode()).as(set.body()).isEqualTo(200);
    }

    private String owner() {
        return tokens.bearer(
                "gateway",
                new ActingUser(UUID.randomUUID().toString(), Map.of(workspace.toString(), "OWNER")),
                "router:public");
    }
}
