package dev.agentworks.billing.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.agentworks.billing.TestUsage;
import dev.agentworks.starter.test.ServiceTest;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@ServiceTest(service = "billing")
class RouterBalanceTests {
    private static final Queue<String> TOLD = new ConcurrentLinkedQueue<>();
    private static final HttpServer ROUTER = router();

    @Autowired Wallets wallets;
    private final TestUsage source = TestUsage.aWorkspace();

    @DynamicPropertySource
    static void routerAddress(DynamicPropertyRegistry properties) {
        properties.add(
                "AGENTWORKS_ROUTER_URL", () -> "http://127.0.0.1:" + ROUTER.getAddress().getPort());
    }

    @AfterAll
    static void stop() {
        ROUTER.stop(0);
    }

    @Test
    void theRouterIsToldWhatIsLeftWheneverItChanges() {
        wallets.change(source.person("OWNER"), source.workspace(), WalletMode.PREPAID, null, null);
        awaitTold("0");
        wallets.grant(
                source.workspace(),
                new NewGrant(
                        GrantKind.PROMOTION,
                        new BigDecimal("2.5"),
                        1,
                        null,
                        null,
                        "gift/" + source.workspace()));
        awaitTold("2.5");

        wallets.change(source.person("OWNER"), source.workspace(), WalletMode.POSTPAID, null, null);
        await().untilAsserted(() ->
                assertThat(TOLD)
                        .anyMatch(it ->
                                it.startsWith("PUT /internal/wallets/" + source.workspace())
                                        && it.endsWith("{\"remaining\":null}")));
    }

    private void awaitTold(String amount) {
        await().untilAsserted(() ->
                assertThat(TOLD)
                        .anyMatch(it ->
                                it.startsWith("PUT /internal/wallets/" + source.workspace())
                                        && it.matches(
                                                ".*\\{\"remaining\":\"%s(\\.?0*)\"}"
                                                        .formatted(amount))));
    }

    private static HttpServer router() {
        try {
            var server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext(
                    "/",
                    exchange -> {
                        var body =
                                new String(
                                        exchange.getRequestBody().readAllBytes(),
                                        StandardCharsets.UTF_8);
                        TOLD.add(
                                "%s %s %s"
                                        .formatted(
                                                exchange.getRequestMethod(),
                                                exchange.getRequestURI(),
                                                body));
                        exchange.sendResponseHeaders(204, -1);
                        exchange.close();
                    });
            server.start();
            return server;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
