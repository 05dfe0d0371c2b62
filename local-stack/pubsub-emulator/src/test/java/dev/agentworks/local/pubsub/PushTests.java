package dev.agentworks.local.pubsub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.pubsub.v1.DeadLetterPolicy;
import com.google.pubsub.v1.PushConfig;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PushTests {

    PubSubEmulator emulator;
    PubSubClients clients;
    HttpServer endpoint;
    final List<Pushed> pushed = new CopyOnWriteArrayList<>();
    volatile IntUnaryOperator statusOfRequest = number -> 204;

    @BeforeEach
    void start() throws IOException {
        emulator = PubSubEmulator.start(PubSubEmulatorSettings.inMemory());
        clients = new PubSubClients("127.0.0.1:" + emulator.port());
        endpoint = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        endpoint.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        endpoint.createContext("/push", this::take);
        endpoint.start();
    }

    @AfterEach
    void stop() {
        clients.close();
        emulator.close();
        endpoint.stop(0);
    }

    @Test
    void postsTheMessageInGooglesWrapping() {
        var topic = clients.newTopic();
        var subscription = clients.create(clients.subscriptionOf(topic).setPushConfig(config()));

        var id = clients.publish(topic, "hello", "key-1", Map.of("colour", "red"));

        await().until(() -> pushed.size() == 1);
        var body = pushed.getFirst().body();
        var message = body.getAsJsonObject("message");
        assertThat(body.get("subscription").getAsString()).isEqualTo(subscription);
        assertThat(body.has("deliveryAttempt")).isFalse();
        assertThat(message.get("messageId").getAsString()).isEqualTo(id);
        assertThat(
                        new String(
                                Base64.getDecoder().decode(message.get("data").getAsString()),
                                StandardCharsets.UTF_8))
                .isEqualTo("hello");
        assertThat(message.getAsJsonObject("attributes").get("colour").getAsString())
                .isEqualTo("red");
        assertThat(message.get("orderingKey").getAsString()).isEqualTo("key-1");
        assertThat(message.get("publishTime").getAsString()).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
    }

    @Test
    void signsWhoItIs() throws Exception {
        var topic = clients.newTopic();
        clients.create(
                clients.subscriptionOf(topic)
                        .setPushConfig(
                                config().setOidcToken(
                                                PushConfig.OidcToken.newBuilder()
                                                        .setServiceAccountEmail(
                                                                "push@test-project.iam.gserviceaccount.com")
                                                        .setAudience("core"))));

        clients.publish(topic, "hello");

        await().until(() -> pushed.size() == 1);
        var authorization = pushed.getFirst().authorization();
        assertThat(authorization).startsWith("Bearer ");
        var parts = authorization.substring("Bearer ".length()).split("\\.");
        var claims = json(parts[1]);
        assertThat(claims.get("iss").getAsString()).isEqualTo("https://accounts.google.com");
        assertThat(claims.get("aud").getAsString()).isEqualTo("core");
        assertThat(claims.get("email").getAsString())
                .isEqualTo("push@test-project.iam.gserviceaccount.com");
        assertThat(claims.get("email_verified").getAsBoolean()).isTrue();
        assertThat(claims.get("exp").getAsLong()).isGreaterThan(claims.get("iat").getAsLong());
        assertThat(isSignedByThePublishedKey(parts)).isTrue();
    }

    @Test
    void comesBackUntilItIsTaken() {
        statusOfRequest = number -> number < 3 ? 503 : 200;
        var topic = clients.newTopic();
        clients.create(clients.subscriptionOf(topic).setPushConfig(config()));

        clients.publish(topic, "insistent");

        await().until(() -> pushed.size() == 3);
        await().during(java.time.Duration.ofMillis(500)).until(() -> pushed.size() == 3);
    }

    @Test
    void buriesWhatIsNeverTaken() {
        statusOfRequest = number -> 500;
        var topic = clients.newTopic();
        var graveyard = clients.newTopic();
        var mourner = clients.create(clients.subscriptionOf(graveyard));
        clients.create(
                clients.subscriptionOf(topic)
                        .setPushConfig(config())
                        .setDeadLetterPolicy(
                                DeadLetterPolicy.newBuilder().setDeadLetterTopic(graveyard)));

        clients.publish(topic, "poison");

        assertThat(clients.dataOf(clients.pull(mourner, 1))).containsExactly("poison");
        assertThat(pushed)
                .extracting(one -> one.body().get("deliveryAttempt").getAsInt())
                .containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    void pushesTheMessagesOfAKeyOneAfterAnother() {
        var topic = clients.newTopic();
        clients.create(
                clients.subscriptionOf(topic)
                        .setPushConfig(config())
                        .setEnableMessageOrdering(true));
        statusOfRequest = number -> number == 2 ? 500 : 200;

        for (var i = 0; i < 20; i++) {
            clients.publish(topic, Integer.toString(i), "key", Map.of());
        }

        await().until(() -> pushed.size() == 21);
        assertThat(pushed.stream().map(Pushed::data).map(Integer::parseInt).toList()).isSorted();
    }

    @Test
    void turnsIntoAPullSubscriptionAndBack() {
        var topic = clients.newTopic();
        var subscription = clients.create(clients.subscriptionOf(topic));
        clients.publish(topic, "pulled");
        assertThat(clients.dataOf(clients.pull(subscription, 1))).containsExactly("pulled");

        clients.subscriptions.modifyPushConfig(subscription, config().build());
        clients.publish(topic, "pushed");
        await().until(() -> pushed.stream().anyMatch(one -> one.data().equals("pushed")));

        clients.subscriptions.modifyPushConfig(subscription, PushConfig.getDefaultInstance());
        clients.publish(topic, "pulled again");
        assertThat(clients.dataOf(clients.pull(subscription, 1))).containsExactly("pulled again");
    }

    private PushConfig.Builder config() {
        return PushConfig.newBuilder()
                .setPushEndpoint(
                        "http://127.0.0.1:%d/push".formatted(endpoint.getAddress().getPort()));
    }

    private synchronized void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var authorization = exchange.getRequestHeaders().getFirst("Authorization");
            pushed.add(
                    new Pushed(
                            JsonParser.parseString(body).getAsJsonObject(),
                            authorization == null ? "" : authorization));
            exchange.sendResponseHeaders(statusOfRequest.applyAsInt(pushed.size()), -1);
        }
    }

    private boolean isSignedByThePublishedKey(String[] parts) throws Exception {
        var keys =
                HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(emulator.pushKeySet()).build(),
                                HttpResponse.BodyHandlers.ofString())
                        .body();
        var key =
                JsonParser.parseString(keys)
                        .getAsJsonObject()
                        .getAsJsonArray("keys")
                        .get(0)
                        .getAsJsonObject();
        assertThat(json(parts[0]).get("kid")).isEqualTo(key.get("kid"));
        var signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(
                KeyFactory.getInstance("RSA")
                        .generatePublic(new RSAPublicKeySpec(number(key, "n"), number(key, "e"))));
        signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        return signature.verify(Base64.getUrlDecoder().decode(parts[2]));
    }

    private static BigInteger number(JsonObject key, String name) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(key.get(name).getAsString()));
    }

    private static JsonObject json(String part) {
        return JsonParser.parseString(
                        new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8))
                .getAsJsonObject();
    }

    private record Pushed(JsonObject body, String authorization) {
        String data() {
            var data = body.getAsJsonObject("message").get("data").getAsString();
            return new String(Base64.getDecoder().decode(data), StandardCharsets.UTF_8);
        }
    }
}
