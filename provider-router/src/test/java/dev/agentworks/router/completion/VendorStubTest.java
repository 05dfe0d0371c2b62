package dev.agentworks.router.completion;

import dev.agentworks.router.provider.http.VendorServer;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The whole router, with a vendor behind it that does what the test says. */
public abstract class VendorStubTest extends RouterTest {
    protected static final VendorServer VENDOR = new VendorServer();
    protected static final String SECRET = "sk-the-platforms-key";

    @DynamicPropertySource
    static void vendors(DynamicPropertyRegistry registry) {
        registry.add("agentworks.router.simulated-providers", () -> "openai,anthropic");
        registry.add("agentworks.router.providers.openai.base-url", VENDOR::url);
        registry.add("agentworks.router.providers.openai.api-key", () -> SECRET);
        registry.add("agentworks.router.providers.anthropic.base-url", VENDOR::url);
        registry.add("agentworks.router.providers.anthropic.api-key", () -> SECRET);
    }
}
