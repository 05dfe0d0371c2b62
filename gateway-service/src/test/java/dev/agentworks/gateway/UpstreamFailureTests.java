package dev.agentworks.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentworks.starter.test.ServiceTest;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** What the gateway does about services that fail. */
@ServiceTest(service = "gateway")
class UpstreamFailureTests {
    private static final AtomicInteger STATUS = new AtomicInteger(200);
    private static final Upstream ORCHESTRATOR = wavering();
    private static final Upstream BILLING = wavering();
    private static final String ASKED_OF_ORCHESTRATOR = "/api/agents";

    @LocalServerPort private int port;
    private Gateway gateway = new Gateway(0);

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        TestEnvironment.describe(registry);
        registry.add("agentworks.upstream.urls.orchestrator", ORCHESTRATOR::url);
        registry.add("agentworks.upstream.urls.billing", BILLING::url);
        registry.add("agentworks.rate-limits.user.capacity", () -> "400");
    }

    @BeforeEach
    void gateway() {
        gateway = new Gateway(port);
    }

    @Test
    void leavesAServiceThatFailsAloneAndCallsItAgainWhenItIsWell() {
        var ada = gateway.register();
        STATUS.set(500);
        for (int i = 0; i < 20; i++) {
            assertThat(get(ASKED_OF_ORCHESTRATOR, ada)).isEqualTo(500);
        }
        var asked = ORCHESTRATOR.calls().size();

        var refused = gateway.get(ASKED_OF_ORCHESTRATOR, ada.bearer());

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(Gateway.code(refused)).isEqualTo("unavailable");
        assertThat(refused.headers().firstValue("retry-after")).contains("1");
        assertThat(ORCHESTRATOR.calls()).hasSize(asked);

        STATUS.set(200);
        await().atMost(Duration.ofSeconds(5))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> get(ASKED_OF_ORCHESTRATOR, ada) == 200);
        for (int i = 0; i < 20; i++) {
            assertThat(get(ASKED_OF_ORCHESTRATOR, ada)).isEqualTo(200);
        }
    }

    @Test
    void goesOnCallingAServiceThatTellsOfAFailureBehindIt() {
        var ada = gateway.register();
        var workspace =
                Gateway.json(gateway.get("/auth/me", ada.bearer()))
                        .path("workspaces")
                        .get(0)
                        .path("id")
                        .asString();
        STATUS.set(503);
        for (int i = 0; i < 30; i++) {
            get("/api/workspaces/%s/billing".formatted(workspace), ada);
        }

        assertThat(BILLING.calls()).hasSize(30);
    }

    private int get(String path, Gateway.Visitor visitor) {
        return gateway.get(path, visitor.bearer()).statusCode();
    }

    private static Upstream wavering() {
        return new Upstream(call -> Upstream.Answer.json(STATUS.get(), "{}"));
    }
}
