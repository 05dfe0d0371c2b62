package dev.agentworks.starter.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.agentworks.starter.servicetoken.RemoteProblem;
import dev.agentworks.starter.servicetoken.ServiceClients;
import dev.agentworks.starter.test.ServiceTest;
import dev.agentworks.starter.test.SettableClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Calls between services on Cloud Run, with a metadata server that answers as Google's does. */
@ServiceTest(service = "sample")
class CloudRunCallTests {
    private static final GoogleIssuer GOOGLE = new GoogleIssuer();
    private static final List<String> ASKED = Collections.synchronizedList(new ArrayList<>());
    private static final List<HttpHeaders> CALLS = Collections.synchronizedList(new ArrayList<>());
    private static final AtomicReference<Duration> NEXT = new AtomicReference<>(Duration.ZERO);
    private static volatile boolean metadataIsDown;
    private static final HttpServer METADATA = serve(CloudRunCallTests::metadata);
    private static final HttpServer OTHER = serve(CloudRunCallTests::other);
    private static volatile Clock time = Clock.systemUTC();
    @Autowired ServiceClients clients;
    @Autowired SettableClock clock;

    @DynamicPropertySource
    static void cloudRun(DynamicPropertyRegistry properties) {
        properties.add("K_SERVICE", () -> "sample-service");
        properties.add("GCE_METADATA_HOST", () -> authority(METADATA));
        properties.add("agentworks.services.other.url", () -> "http://" + authority(OTHER));
    }

    @BeforeEach
    void laterThanAnyToken() {
        clock.advance(NEXT.updateAndGet(hours -> hours.plusHours(2)));
        time = clock;
        ASKED.clear();
        CALLS.clear();
        metadataIsDown = false;
    }

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @AfterAll
    static void stop() {
        METADATA.stop(0);
        OTHER.stop(0);
        GOOGLE.close();
    }

    @Test
    void carriesGooglesTokenBesideOurOwn() {
        call("/cards?limit=1");

        assertThat(ASKED).containsExactly("http://" + authority(OTHER));
        var headers = CALLS.getFirst();
        assertThat(headers.getFirst("X-Serverless-Authorization")).startsWith("Bearer ");
        assertThat(headers.getFirst("Authorization"))
                .startsWith("Bearer ")
                .isNotEqualTo(headers.getFirst("X-Serverless-Authorization"));
    }

    @Test
    void asksAgainOnlyShortlyBeforeTheTokenEnds() {
        call("/");
        call("/");
        clock.advance(Duration.ofMinutes(54));
        call("/");
        assertThat(ASKED).hasSize(1);

        clock.advance(Duration.ofMinutes(2));
        call("/");

        assertThat(ASKED).hasSize(2);
    }

    @Test
    void goesOnWithTheTokenItHasWhileTheMetadataServerIsAway() {
        call("/");
        metadataIsDown = true;
        clock.advance(Duration.ofMinutes(57));
        call("/");
        assertThat(CALLS).hasSize(2);

        clock.advance(Duration.ofMinutes(4));

        var problem =
                Objects.requireNonNull(catchThrowableOfType(RemoteProblem.class, () -> call("/")));
        assertThat(problem.status()).isEqualTo(503);
        assertThat(CALLS).hasSize(2);
    }

    private void call(String path) {
        clients.to("other", "other:read").get().uri(path).retrieve().toBodilessEntity();
    }

    private static void metadata(HttpExchange exchange) throws IOException {
        var query = exchange.getRequestURI().getRawQuery();
        var isAsked =
                exchange.getRequestURI()
                                .getPath()
                                .equals(
                                        "/computeMetadata/v1/instance/service-accounts/default/identity")
                        && "Google".equals(exchange.getRequestHeaders().getFirst("Metadata-Flavor"))
                        && query != null
                        && query.contains("audience=");
        if (!isAsked || metadataIsDown) {
            exchange.sendResponseHeaders(metadataIsDown ? 503 : 403, -1);
            return;
        }
        var audience =
                URLDecoder.decode(query.replaceAll(".*audience=", ""), StandardCharsets.UTF_8);
        ASKED.add(audience);
        var token =
                GOOGLE.token(
                        audience, "sample@example.com", time.instant().plus(Duration.ofHours(1)));
        var body = token.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }

    private static void other(HttpExchange exchange) throws IOException {
        var headers = new HttpHeaders();
        exchange.getRequestHeaders().forEach(headers::addAll);
        CALLS.add(headers);
        exchange.sendResponseHeaders(204, -1);
    }

    private static String authority(HttpServer server) {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    private static HttpServer serve(HttpHandler handler) {
        try {
            var server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext(
                    "/",
                    exchange -> {
                        try (exchange) {
                            handler.handle(exchange);
                        }
                    });
            server.start();
            return server;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
