package dev.agentworks.router.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentworks.router.completion.VendorStubTest;
import dev.agentworks.router.ledger.CallState;
import dev.agentworks.router.ledger.FinishedCalls;
import dev.agentworks.router.provider.http.VendorServer;
import dev.agentworks.router.provider.model.ChatOptions;
import dev.agentworks.router.provider.model.ChatRequest;
import dev.agentworks.router.provider.model.Message;
import dev.agentworks.router.provider.model.ModelTraits;
import dev.agentworks.router.recorder.DeferredCallRecorder;
import dev.agentworks.router.routing.Requirements;
import dev.agentworks.router.routing.RoutingRequest;
import dev.agentworks.router.routing.TargetResolver;
import dev.agentworks.router.usage.CallOrigin;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** Calls without a caller's key: nothing before, everything before the end. */
@TestPropertySource(
        properties = {
            "agentworks.router.calls.aborts.anthropic=detach-and-drain",
            "agentworks.router.calls.aborts.google=cancel-and-bill-zero"
        })
class DeferredCallTests extends VendorStubTest {
    @DynamicPropertySource
    static void google(DynamicPropertyRegistry registry) {
        registry.add("agentworks.router.providers.google.base-url", VENDOR::url);
        registry.add("agentworks.router.providers.google.api-key", () -> SECRET);
    }

    @Autowired private Calls calls;
    @Autowired private TargetResolver choices;
    @Autowired private FinishedCalls finished;

    @Test
    void aCallIsDurableWithItsEventBeforeItsEnd() throws Exception {
        VENDOR.behave(VendorServer.stream(golden("openai", "text")));

        var ends =
                IntStream.range(0, 40)
                        .mapToObj(_ -> start("openai", "gpt-4o"))
                        .map(call -> CompletableFuture.supplyAsync(() -> end(call)))
                        .toList()
                        .stream()
                        .map(CompletableFuture::join)
                        .toList();

        assertThat(ends).allSatisfy(it -> assertThat(it).isInstanceOf(CallEnd.Finished.class));
        assertThat(
                        jdbc.sql(
                                        """
                                        select count(*)
                                        from (
                                            select idem_key from call_journal where workspace_id = :workspace
                                            union
                                            select idem_key from llm_call where workspace_id = :workspace) written
                                        """)
                                .param("workspace", workspace)
                                .query(Long.class)
                                .single())
                .isEqualTo(40);
        await().until(() ->
                jdbc.sql(
                                        """
                                        select count(*)
                                        from llm_call
                                        join vendor_attempt a using (idem_key)
                                        where workspace_id = ?
                                            and a.state = 'SUCCEEDED'
                                        """)
                                .param(workspace)
                                .query(Long.class)
                                .single()
                        == 40);
        await().until(() -> usageEvents() == 40);
    }

    @Test
    void aCallWhoseCommitWasNotHeardOfIsWrittenOnce() throws Exception {
        VENDOR.behave(VendorServer.stream(golden("openai", "text")));
        var call = start("openai", "gpt-4o");
        var outcome = ((CallEnd.Finished) end(call)).outcome();

        assertThat(call.recorder().finish(outcome)).isTrue();

        assertThat(usageEventsUntilAnotherCall()).isEqualTo(1);
        assertThat(attempts(call.key())).containsExactly("1 openai gpt-4o SUCCEEDED");
    }

    @Test
    void aCallOfSeveralAttemptsWhoseCommitWasNotHeardOfIsWrittenOnce() throws Exception {
        silentBeforeTheFirstContent();
        var call = start("openai", "gpt-5-nano");
        var outcome = ((CallEnd.Finished) end(call)).outcome();

        assertThat(call.recorder().finish(outcome)).isTrue();

        assertThat(attempts(call.key())).hasSize(2);
        assertThat(usageEventsUntilAnotherCall()).isEqualTo(1);
    }

    @Test
    void goesElsewhereWhenAVendorFallsSilentBeforeItsFirstContent() throws Exception {
        silentBeforeTheFirstContent();

        var call = start("openai", "gpt-5-nano");

        assertThat(end(call))
                .isInstanceOfSatisfying(
                        CallEnd.Finished.class,
                        it ->
                                assertThat(it.outcome().answerer().provider())
                                        .isEqualTo("anthropic"));
        assertThat(attempts(call.key()))
                .containsExactly(
                        "1 openai gpt-5-nano FAILED stream-broken",
                        "2 anthropic claude-haiku-4-5-20251001 SUCCEEDED");
    }

    @Test
    void aCallerWhoLeavesStopsTheVendorWithinFiftyMilliseconds() throws Exception {
        var begun =
                golden("openai", "text")
                        .substring(
                                0,
                                golden("openai", "text")
                                                .indexOf(
                                                        "\n\n",
                                                        golden("openai", "text").indexOf("Hello"))
                                        + 2);
        var worst = new AtomicLong();
        for (int i = 0; i < 10; i++) {
            var gone = new CompletableFuture<Long>();
            VENDOR.behave(exchange -> {
                exchange.head(200, Map.of("content-type", "text/event-stream"));
                exchange.chunk(begun);
                exchange.clientGoes();
                gone.complete(System.nanoTime());
            });
            var call = start("openai", "gpt-4o");
            await().pollInterval(Duration.ofMillis(2))
                    .until(() -> call.progress().await(1, Duration.ZERO).isPresent());

            long left = System.nanoTime();
            call.cancel();

            long took = gone.join() - left;
            worst.accumulateAndGet(took, Math::max);
            var end = end(call);
            assertThat(end)
                    .isInstanceOfSatisfying(
                            CallEnd.Finished.class,
                            it -> {
                                assertThat(it.outcome().state()).isEqualTo(CallState.CANCELLED);
                                assertThat(it.outcome().response().text()).isEqualTo("Hello");
                                assertThat(it.outcome().charge().price()).isPositive();
                            });
        }
        System.out.println("upstream gone after " + worst.get() / 1_000 + " µs at most");
        assertThat(Duration.ofNanos(worst.get())).isLessThan(Duration.ofMillis(50));
    }

    @Test
    void aVendorThatChargesAnywayIsReadToItsEndAndWhatWasDeliveredIsPaid() throws Exception {
        var goOn = new CompletableFuture<Void>();
        var text = golden("anthropic", "text");
        int middle = text.indexOf("\n\n", text.indexOf("Hello")) + 2;
        VENDOR.behave(exchange -> {
            exchange.head(200, Map.of("content-type", "text/event-stream"));
            exchange.chunk(text.substring(0, middle));
            goOn.join();
            exchange.chunk(text.substring(middle));
            exchange.endChunks();
        });
        var call = start("anthropic", "claude-3-5-sonnet-20241022");
        await().until(() -> call.progress().await(1, Duration.ZERO).isPresent());

        call.cancel();
        goOn.complete(null);

        assertThat(end(call))
                .isInstanceOfSatisfying(
                        CallEnd.Finished.class,
                        it -> {
                            var outcome = it.outcome();
                            assertThat(outcome.state()).isEqualTo(CallState.CANCELLED);
                            assertThat(outcome.response().usageSource().name())
                                    .isEqualTo("PROVIDER");
                            assertThat(outcome.response().text()).isEqualTo("Hello");
                            assertThat(outcome.charge().price())
                                    .isPositive()
                                    .isLessThan(
                                            outcome.charge().cost().multiply(new BigDecimal(5)));
                        });
    }

    @Test
    void aVendorThatChargesNothingForItCostsNothing() throws Exception {
        var text = golden("google", "text");
        VENDOR.behave(
                VENDOR.stall(text.substring(0, text.indexOf("\n", text.indexOf("Hello")) + 2)));
        var call = start("google", "gemini-2.5-pro");
        await().until(() -> call.progress().await(1, Duration.ZERO).isPresent());

        call.cancel();

        assertThat(end(call))
                .isInstanceOfSatisfying(
                        CallEnd.Finished.class,
                        it -> {
                            assertThat(it.outcome().state()).isEqualTo(CallState.CANCELLED);
                            assertThat(it.outcome().charge().cost()).isZero();
                            assertThat(it.outcome().charge().price()).isZero();
                            assertThat(it.outcome().response().tokens().total()).isPositive();
                        });
    }

    private static void silentBeforeTheFirstContent() {
        VENDOR.behave(exchange -> {
            if (exchange.request().path().endsWith("/chat/completions")) {
                VendorServer.cut("").answer(exchange);
            } else {
                VendorServer.stream(golden("anthropic", "text")).answer(exchange);
            }
        });
    }

    // those of a workspace come in their order
    private long usageEventsUntilAnotherCall() {
        VENDOR.behave(VendorServer.stream(golden("openai", "text")));
        assertThat(end(start("openai", "gpt-4o"))).isInstanceOf(CallEnd.Finished.class);
        await().until(() -> usageEvents() >= 2);
        return usageEvents() - 1;
    }

    private RunningCall start(String provider, String model) {
        var origin = new CallOrigin(workspace, workspace, null, null, null);
        var chat =
                new ChatRequest(
                        model,
                        null,
                        List.of(new Message.User("Say hello.")),
                        List.of(),
                        null,
                        100,
                        ChatOptions.NONE,
                        ModelTraits.PLAIN);
        var candidates =
                choices.resolve(
                        new RoutingRequest(workspace, workspace, null, null, provider, model),
                        Requirements.of(chat));
        return calls.start(
                new DeferredCallRecorder(finished, origin, candidates.getFirst()),
                new CallOrder(origin, chat, candidates, null, SpendingLimits.NONE, true));
    }

    private static CallEnd end(RunningCall call) {
        try {
            return call.progress().awaitEnd(Duration.ofSeconds(20)).orElseThrow();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
