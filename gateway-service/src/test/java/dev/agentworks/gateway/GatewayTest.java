package dev.agentworks.gateway;

import dev.agentworks.starter.test.ServiceTest;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A test of the whole gateway, amid {@link TestEnvironment}. */
@ServiceTest(service = "gateway")
abstract class GatewayTest {
    static final String CARD = "01900000-0000-7000-8000-000000000001";

    @LocalServerPort private int port;
    Gateway gateway = new Gateway(0);

    @DynamicPropertySource
    static void surroundings(DynamicPropertyRegistry registry) {
        TestEnvironment.describe(registry);
    }

    @BeforeEach
    void gateway() {
        gateway = new Gateway(port);
    }

    int port() {
        return port;
    }

    String firstWorkspace(Gateway.Visitor visitor) {
        return Gateway.json(gateway.get("/auth/me", visitor.bearer()))
                .path("workspaces")
                .get(0)
                .path("id")
                .asString();
    }
}
