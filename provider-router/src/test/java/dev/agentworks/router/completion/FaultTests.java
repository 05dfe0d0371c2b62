package dev.agentworks.router.completion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentworks.router.provider.http.VendorServer;
import dev.agentworks.router.provider.http.VendorServer.Exchange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.test.context.TestPropertySource;

/**
 * Many calls through two routers, of which one is killed again and again, to a vendor that cuts,
 * refuses and dawdles, by callers who ask twice, cancel and come back. The system property {@code
 * agentworks.faults.calls} makes the storm larger.
 */
@TestPropertySource(
        properties = {
            "agentworks.router.keys.limited-for=50ms",
            "agentworks.router.breaker.failure-rate=100"
        })
class FaultTests extends VendorStubTest {
    private static final int CALLS = Integer.getInteger("agentworks.faults.calls", 1_000);
    private static final int AT_ONCE = 48;
    private static final Duration PATIENCE = Duration.ofMinutes(2).plusMillis(CALLS * 20L);

    @Autowired private Environment environment;

    private final Map<String, AtomicInteger> dispatches = new ConcurrentHashMap<>();
    private final Map<String, String> told = new ConcurrentHashMap<>();
    private final AtomicReference<SecondRouter> other = new AtomicReference<>();
    private final AtomicInteger done = new AtomicInteger();

    @Test
    void everyKeyIsDispatchedOnceEveryAttemptAndEverySuccessIsToldToBillingOnce() {
        readUsageFromNowOn();
        VENDOR.behave(this::answer);
        other.set(SecondRouter.start(environment, VENDOR.url(), SECRET).ready());
        var run = key();
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var free = new Semaphore(AT_ONCE);
            var calls =
                    IntStream.range(0, CALLS)
                            .mapToObj(number ->
                                    callers.submit(() -> {
                                        free.acquireUninterruptibly();
                                        try {
                                            untilItEnds(run + "-" + number, new Random(number));
                                        } finally {
                                            free.release();
                                            done.incrementAndGet();
                                        }
                                    }))
                            .toList();
            for (int kill = 1; kill <= 3; kill++) {
                int after = CALLS * kill / 4;
                await().atMost(PATIENCE).until(() -> done.get() >= after);
                other.get().kill();
                other.set(SecondRouter.start(environment, VENDOR.url(), SECRET));
            }
            await().atMost(PATIENCE)
                    .until(() -> calls.stream().allMatch(java.util.concurrent.Future::isDone));
            calls.forEach(java.util.concurrent.Future::resultNow);
        } finally {
            other.get().kill();
        }

        // who was told that a key is used up may hear it before the lease of its dead owner ends
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(withoutEnd(run)).isEmpty());
        assertThat(dispatches.values()).allSatisfy(it -> assertThat(it.get()).isEqualTo(1));
        var states = states(run);
        System.out.println("calls by state " + states + ", dispatches " + dispatches.size());
        assertThat(states.values().stream().mapToLong(it -> it).sum()).isEqualTo(CALLS);
        long succeeded = states.getOrDefault("SUCCEEDED", 0L);
        assertThat(succeeded).isGreaterThan(CALLS / 2);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() ->
                        assertThat(succeededEvents().size())
                                .as("%d more wait in the outbox", waiting())
                                .isEqualTo((int) succeeded));
        assertThat(Map.copyOf(count(succeededEvents())).values()).containsOnly(1L);
        assertThat(held()).isZero();
    }

    // the topic's reader is there once this router has sent its first; the other's would be missed
    private void readUsageFromNowOn() {
        VENDOR.behave(VendorServer.stream(golden("openai", "text")));
        assertThat(ask(port, key()).statusCode()).isEqualTo(200);
        messages.awaitOn("usage-events", 1);
        messages.clear();
    }

    private void untilItEnds(String key, Random random) {
        int twice = random.nextInt(10);
        if (twice == 0) {
            Thread.startVirtualThread(() -> tryOnce(key, random.nextBoolean()));
        }
        if (random.nextInt(25) == 0) {
            Thread.startVirtualThread(() -> cancel(key));
        }
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> tryOnce(key, random.nextBoolean()));
    }

    private boolean tryOnce(String key, boolean here) {
        try {
            var answer = ask(here ? port : other.get().port(), key);
            if (answer.statusCode() == 200) {
                var first = told.putIfAbsent(key, answer.body());
                assertThat(first == null || first.equals(answer.body())).isTrue();
            }
            return answer.statusCode() == 200 || answer.statusCode() == 409;
        } catch (UncheckedIOException e) {
            // the router was killed; the key is asked again
            return false;
        }
    }

    private HttpResponse<String> ask(int where, String key) {
        return send(
                request(where, "/internal/completions/" + key, token())
                        .PUT(
                                HttpRequest.BodyPublishers.ofString(
                                        body("gpt-4o", ",\"maxTokens\":100"))));
    }

    private void cancel(String key) {
        try {
            delete(key);
        } catch (UncheckedIOException e) {
            // it may not be there
        }
    }

    private void answer(Exchange exchange) throws IOException {
        var key = exchange.request().headers().getOrDefault("x-request-key", "");
        dispatches.computeIfAbsent(key, _ -> new AtomicInteger()).incrementAndGet();
        var text = golden("openai", "text");
        switch (Math.floorMod(key.hashCode() * 31, 20)) {
            case 0 -> VendorServer.respond(500, Map.of(), "{}").answer(exchange);
            case 1 ->
                    VendorServer.respond(429, Map.of("retry-after-ms", "40"), "{}")
                            .answer(exchange);
            case 2 -> VendorServer.cut("").answer(exchange);
            case 3 ->
                    VendorServer.cut(
                                    text.substring(
                                            0, text.indexOf("\n\n", text.indexOf("Hello")) + 2))
                            .answer(exchange);
            case 4, 5, 6 -> VendorServer.trickle(text).answer(exchange);
            default -> VendorServer.stream(text).answer(exchange);
        }
    }

    private Map<String, Long> states(String run) {
        return jdbc
                .sql("select state, count(*) from llm_call where idem_key like ? group by state")
                .param(run + "-%")
                .query((row, _) -> Map.entry(row.getString(1), row.getLong(2)))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private List<Map<String, @Nullable Object>> withoutEnd(String run) {
        return jdbc.sql(
                        """
                        select idem_key, state, owner, lease_until, attempt, attempts, cancel_requested from llm_call
                        where idem_key like ? and state in ('RESERVED', 'DISPATCHED')
                        """)
                .param(run + "-%")
                .query()
                .listOfRows();
    }

    private long waiting() {
        return jdbc.sql("select count(*) from outbox").query(Long.class).single();
    }

    private long held() {
        return jdbc.sql("select count(*) from llm_attempt where state = 'DISPATCHED'")
                .query(Long.class)
                .single();
    }

    private List<String> succeededEvents() {
        return messages.on("usage-events").stream()
                .filter(it -> workspace.toString().equals(it.orderingKey()))
                .map(it -> JSON.readTree(it.body()))
                .filter(it -> it.at("/outcome").asString("").equals("succeeded"))
                .map(it -> it.at("/eventId").asString(""))
                .distinct()
                .toList();
    }

    private static Map<String, Long> count(List<String> events) {
        return events.stream().collect(Collectors.groupingBy(it -> it, Collectors.counting()));
    }
}
