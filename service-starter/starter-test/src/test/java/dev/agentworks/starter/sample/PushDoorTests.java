package dev.agentworks.starter.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.agentworks.starter.test.ServiceTest;
import io.jsonwebtoken.Jwts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@ServiceTest(service = "sample")
class PushDoorTests {
    private static final String EMAIL = "push@project.iam.gserviceaccount.com";
    private static final String AUDIENCE = "https://sample.example.com";
    private static final KeyPair GOOGLE = Jwts.SIG.RS256.keyPair().build();
    private static final KeyPair FORGER = Jwts.SIG.RS256.keyPair().build();
    private static final HttpServer KEYS = serveKeys();
    @LocalServerPort int port;
    @Autowired Letters letters;

    @DynamicPropertySource
    static void push(DynamicPropertyRegistry properties) {
        properties.add("agentworks.pubsub.door", () -> "push");
        properties.add("agentworks.pubsub.push.audience", () -> AUDIENCE);
        properties.add("agentworks.pubsub.push.email", () -> EMAIL);
        properties.add(
                "agentworks.pubsub.push.keys-url",
                () -> "http://127.0.0.1:" + KEYS.getAddress().getPort() + "/");
    }

    @AfterAll
    static void stopKeys() {
        KEYS.stop(0);
    }

    @Test
    void givesAPushToTheSameHandler() {
        var answer = push("sample.letters", google(), "pushed", 3);

        assertThat(answer.status()).as(answer.response().body()).isEqualTo(204);
        assertThat(letters.read).contains("pushed");
        assertThat(letters.deliveries)
                .filteredOn(message -> message.body().equals("pushed"))
                .singleElement()
                .satisfies(message -> {
                    assertThat(message.deliveryAttempt()).isEqualTo(3);
                    assertThat(message.orderingKey()).isEqualTo("key");
                    assertThat(message.publishedAt())
                            .isEqualTo(Instant.parse("2026-01-01T00:00:00.123Z"));
                });
    }

    @Test
    void asksForAFailedMessageAgainUntilItIsGivenUp() {
        assertThat(push("sample.letters", google(), "poison-push", 9).status()).isEqualTo(503);
        assertThat(push("sample.letters", google(), "poison-push", 10).status()).isEqualTo(204);
    }

    @Test
    void refusesEveryPushThatIsNotFromTheSubscription() {
        assertThat(push("sample.letters", null, "no", 1).status()).isEqualTo(401);
        assertThat(push("sample.letters", token(FORGER, AUDIENCE, EMAIL), "no", 1).status())
                .isEqualTo(401);
        assertThat(push("sample.letters", token(GOOGLE, "https://other", EMAIL), "no", 1).status())
                .isEqualTo(401);
        assertThat(
                        push("sample.letters", token(GOOGLE, AUDIENCE, "me@example.com"), "no", 1)
                                .status())
                .isEqualTo(401);
        assertThat(letters.read).doesNotContain("no");
    }

    @Test
    void knowsItsSubscriptionsAndTheShapeOfAPush() {
        assertThat(push("sample.nothing", google(), "x", 1).status()).isEqualTo(404);
        assertThat(
                        new SampleCalls(port, google())
                                .post("/internal/pubsub/sample.letters", "{}")
                                .pointer())
                .isEqualTo("/message");
        assertThat(
                        new SampleCalls(port, google())
                                .post(
                                        "/internal/pubsub/sample.letters",
                                        "{\"message\":{\"messageId\":\"1\",\"data\":\"%%\"}}")
                                .pointer())
                .isEqualTo("/message/data");
    }

    private SampleCalls.Answer push(
            String subscription, @Nullable String authorization, String text, int attempt) {
        var data = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        var body =
                """
                {"message":{"attributes":{"eventType":"letter"},"data":"%s","messageId":"m-%s","message_id":"m",
                 "orderingKey":"key","publishTime":"2026-01-01T00:00:00.123Z"},
                 "subscription":"projects/p/subscriptions/%s","deliveryAttempt":%d}
                """
                        .formatted(data, text, subscription, attempt);
        return new SampleCalls(port, authorization).post("/internal/pubsub/" + subscription, body);
    }

    private static String google() {
        return token(GOOGLE, AUDIENCE, EMAIL);
    }

    private static String token(KeyPair pair, String audience, String email) {
        return "Bearer "
                + Jwts.builder()
                        .header()
                        .keyId("google-1")
                        .and()
                        .issuer("https://accounts.google.com")
                        .audience()
                        .single(audience)
                        .claims(Map.of("email", email, "email_verified", true))
                        .expiration(Date.from(Instant.now().plusSeconds(600)))
                        .signWith(pair.getPrivate())
                        .compact();
    }

    private static HttpServer serveKeys() {
        try {

            var encoder = Base64.getUrlEncoder().withoutPadding();
            var publicKey = (RSAPublicKey) GOOGLE.getPublic();
            var body =
                    """
                    {"keys":[{"kty":"RSA","alg":"RS256","use":"sig","kid":"%s","n":"%s","e":"%s"}]}
                    """
                            .formatted(
                                    "google-1",
                                    encoder.encodeToString(
                                            unsigned(publicKey.getModulus().toByteArray())),
                                    encoder.encodeToString(
                                            publicKey.getPublicExponent().toByteArray()))
                            .getBytes(StandardCharsets.UTF_8);
            var server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext(
                    "/",
                    exchange -> {
                        exchange.sendResponseHeaders(200, body.length);
                        exchange.getResponseBody().write(body);
                        exchange.close();
                    });
            server.start();
            return server;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] unsigned(byte[] number) {
        return number[0] == 0 ? java.util.Arrays.copyOfRange(number, 1, number.length) : number;
    }
}
