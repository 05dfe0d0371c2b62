package dev.agentworks.gateway;

import dev.agentworks.starter.test.RestartableRedis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;
import org.springframework.test.context.DynamicPropertyRegistry;

/** What stands around the gateway under test: Redis that can be stopped, services, web files. */
final class TestEnvironment {
    static final FakeCore CORE = new FakeCore();
    static final FakeProvider PROVIDER = new FakeProvider();
    static final Upstream OTHERS =
            new Upstream(call -> Upstream.Answer.json(200, "{\"uri\":\"" + call.uri() + "\"}"));
    static final FakeMonitor MONITOR = new FakeMonitor();
    static final int GONE = freePort();
    static final Path WEB = webFiles();
    static final RestartableRedis REDIS = RestartableRedis.started();

    private TestEnvironment() {}

    static void describe(DynamicPropertyRegistry registry) {
        registry.add("agentworks.redis.url", REDIS::url);
        registry.add("agentworks.redis.pause", () -> "100ms");
        registry.add("agentworks.session.key", TestEnvironment::sessionKey);
        registry.add("agentworks.edge.allowed-origins", () -> "https://partner.example");
        registry.add("agentworks.upstream.urls.core", CORE.server::url);
        registry.add("agentworks.oidc.providers.sso.issuer", PROVIDER::url);
        registry.add("agentworks.oidc.providers.sso.label", () -> "Company");
        registry.add("agentworks.oidc.providers.sso.client-id", () -> FakeProvider.CLIENT);
        registry.add("agentworks.oidc.providers.sso.client-secret", () -> FakeProvider.SECRET);
        registry.add("agentworks.upstream.urls.orchestrator", OTHERS::url);
        registry.add("agentworks.upstream.urls.billing", OTHERS::url);
        registry.add("agentworks.upstream.urls.monitor", MONITOR::url);
        registry.add("agentworks.upstream.urls.router", () -> "http://127.0.0.1:" + GONE);
        registry.add("agentworks.web-ui.dir", WEB::toString);
        registry.add("agentworks.sockets.hello-timeout", () -> "1s");
        registry.add("agentworks.sockets.access-check", () -> "500ms");
        registry.add("agentworks.rate-limits.address.capacity", () -> "2000");
        registry.add("agentworks.rate-limits.place.capacity", () -> "5");
        registry.add("agentworks.sign-in.patience", () -> "1s");
        registry.add("agentworks.edge.trusted-proxies", () -> "1");
        registry.add("agentworks.edge.head-deadline", () -> "1s");
        registry.add("agentworks.edge.body-deadline", () -> "1s");
        registry.add("agentworks.sockets.per-person", () -> "12");
        registry.add("agentworks.sockets.unproven-per-address", () -> "6");
        registry.add("agentworks.rate-limits.user.capacity", () -> "40");
        registry.add("agentworks.rate-limits.user.per-minute", () -> "6");
        registry.add("agentworks.board-feed.remembered", () -> "5");
        registry.add("agentworks.board-feed.reread", () -> "1s");
    }

    private static String sessionKey() {
        try {
            var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            var base64 = Base64.getEncoder();
            return "test:%s:%s"
                    .formatted(
                            base64.encodeToString(pair.getPrivate().getEncoded()),
                            base64.encodeToString(pair.getPublic().getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path webFiles() {
        try {
            var folder = Files.createTempDirectory("web-ui");
            Files.createDirectories(folder.resolve("assets"));
            Files.writeString(
                    folder.resolve("index.html"), "<!doctype html><title>AgentWorks</title>");
            Files.writeString(folder.resolve("assets/app-1a2b3c.js"), "console.log('plain')");
            Files.writeString(folder.resolve("assets/app-1a2b3c.js.br"), "precompressed");
            Files.writeString(folder.resolve("assets/long-4d5e6f.js"), "// filler\n".repeat(1000));
            Files.writeString(folder.resolveSibling("outside.txt"), "secret");
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
