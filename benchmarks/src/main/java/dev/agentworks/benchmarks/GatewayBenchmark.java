package dev.agentworks.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the gateway adds to a call of core: one card is read by 16 connections, in turn through the
 * gateway and from core itself, as the gateway calls it; each connection reads ten times a second,
 * so that none waits for another. Needs the folder of the local stack, whose secrets it signs with.
 */
public final class GatewayBenchmark {

    private static final int CONNECTIONS = 16;
    private static final int ROUNDS = 5;
    private static final Duration LIFE = Duration.ofMinutes(4);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final BenchmarkBoard board;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private GatewayBenchmark(BenchmarkBoard board) {
        this.board = board;
    }

    public static void main(String[] arguments) throws Exception {
        var url = arguments.length > 0 ? arguments[0] : "http://localhost:8080";
        var data = Path.of(arguments.length > 1 ? arguments[1] : ".agentworks");
        var benchmark = new GatewayBenchmark(BenchmarkBoard.create(url));
        var card = benchmark.board.createCard(0);
        var core = URI.create(url).resolve("/");
        benchmark.measure(card, corePort(core), gatewayKey(data));
    }

    /** Core listens on the port after the gateway's, as the local stack gives them out. */
    private static String corePort(URI gateway) {
        var offset = Integer.getInteger("core", 1);
        return "http://127.0.0.1:" + (gateway.getPort() + offset);
    }

    private static PrivateKey gatewayKey(Path data) throws IOException, GeneralSecurityException {
        var secrets = JSON.readTree(Files.readAllBytes(data.resolve("secrets.json")));
        var key = secrets.path("serviceKeys").path("gateway").path("privateKey").asString();
        return KeyFactory.getInstance("Ed25519")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(key)));
    }

    private void measure(String card, String core, PrivateKey key) throws Exception {
        var calls = BoardBenchmark.number("calls", 100);
        var token = token(key);
        Supplier<HttpRequest> through = () -> board.readCard(card);
        Supplier<HttpRequest> direct =
                () ->
                        HttpRequest.newBuilder(URI.create(core + "/api/cards/" + card))
                                .header("Accept", "application/json")
                                .header("Authorization", "Bearer " + token)
                                .build();
        calls(through, calls);
        calls(direct, calls);
        var gateway = new Histogram(3);
        var alone = new Histogram(3);
        for (int round = 0; round < ROUNDS; round++) {
            gateway.add(calls(through, calls));
            alone.add(calls(direct, calls));
        }
        BoardBenchmark.percentiles("card read through the gateway", gateway, 50, 95);
        BoardBenchmark.percentiles("card read from core", alone, 50, 95);
        BoardBenchmark.figure(
                "added by the gateway, p50",
                (gateway.getValueAtPercentile(50) - alone.getValueAtPercentile(50)) / 1_000.0,
                "ms");
    }

    private Histogram calls(Supplier<HttpRequest> request, int each) throws Exception {
        var all = new Histogram(3);
        var rate = BoardBenchmark.number("rate", 10);
        BoardBenchmark.inParallel(
                        CONNECTIONS,
                        _ -> {
                            var micros = new Histogram(3);
                            var start = System.nanoTime();
                            for (int i = 0; i < each; i++) {
                                LockSupport.parkNanos(
                                        start + i * 1_000_000_000L / rate - System.nanoTime());
                                var begin = System.nanoTime();
                                var answer =
                                        http.send(
                                                request.get(),
                                                HttpResponse.BodyHandlers.ofByteArray());
                                if (answer.statusCode() != 200) {
                                    throw new IllegalStateException(
                                            "answered " + answer.statusCode());
                                }
                                micros.recordValue((System.nanoTime() - begin) / 1_000);
                            }
                            return micros;
                        })
                .forEach(all::add);
        return all;
    }

    /** A service token as the gateway makes it, for the person whose board it is. */
    private String token(PrivateKey key) throws GeneralSecurityException {
        var now = Instant.now().getEpochSecond();
        var text =
                part(Map.of("alg", "EdDSA", "kid", "gateway/local"))
                        + "."
                        + part(
                                Map.of(
                                        "iss",
                                        "agentworks-platform",
                                        "sub",
                                        "gateway",
                                        "aud",
                                        "core",
                                        "iat",
                                        now,
                                        "exp",
                                        now + LIFE.toSeconds(),
                                        "scope",
                                        List.of("core:public"),
                                        "act",
                                        Map.of("sub", board.person(), "grants", Map.of())));
        var signature = Signature.getInstance("Ed25519");
        signature.initSign(key);
        signature.update(text.getBytes(StandardCharsets.US_ASCII));
        return text + "." + encoded(signature.sign());
    }

    private static String part(Map<String, Object> content) {
        return encoded(JSON.writeValueAsBytes(content));
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
