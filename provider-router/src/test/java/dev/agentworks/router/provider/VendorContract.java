package dev.agentworks.router.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.agentworks.router.provider.ProviderSettings.Access;
import dev.agentworks.router.provider.ProviderSettings.Timeouts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every vendor's adapter must do, with streams as that vendor writes them. */
public abstract class VendorContract {
    private static final String KEY = "sk-very-secret-key";

    protected final VendorServer server = new VendorServer();
    private final Timeouts timeouts =
            new Timeouts(
                    Duration.ofSeconds(2),
                    Duration.ofMillis(700),
                    Duration.ofMillis(400),
                    Duration.ofSeconds(5));
    private final VendorClient client =
            new VendorClient(new ProviderSettings(Set.of(), Map.of(), timeouts, 8));
    private final CallControl control = new CallControl(timeouts);
    private final Heard heard = new Heard();

    protected abstract Vendor vendor();

    /** Tokens of the golden stream {@code text}. */
    protected abstract Tokens textTokens();

    /** Tokens of the golden stream {@code cached-and-reasoning}. */
    protected abstract Tokens cachedAndReasoningTokens();

    /** One refusal of each class as this vendor words it. */
    protected abstract List<Refusal> refusals();

    /** An event that says the vendor is overloaded or broken in the middle of a stream. */
    protected abstract String errorEvent();

    @AfterEach
    void stop() throws IOException {
        client.destroy();
        server.close();
    }

    @Test
    void readsTextToItsEnd() throws Exception {
        server.behave(VendorServer.stream(golden("text")));

        var answer = ask();

        assertThat(answer.failure()).isNull();
        assertThat(answer.text()).isEqualTo("Hello, wörld!");
        assertThat(heard.text).hasToString("Hello, wörld!");
        assertThat(answer.finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(answer.tokens()).isEqualTo(textTokens());
        assertThat(answer.usageSource()).isEqualTo(UsageSource.PROVIDER);
        assertThat(answer.model()).isNotNull();
        assertThat(heard.dispatches).hasValue(1);
    }

    @Test
    void readsTheSameInPiecesAndWithOtherLineEnds() throws Exception {
        server.behave(VendorServer.trickle(golden("text")));

        var answer = ask();

        assertThat(answer.failure()).isNull();
        assertThat(answer.text()).isEqualTo("Hello, wörld!");
        assertThat(answer.tokens()).isEqualTo(textTokens());
    }

    @Test
    void readsParallelToolCalls() throws Exception {
        server.behave(VendorServer.stream(golden("tools")));

        var answer = ask();

        assertThat(answer.failure()).isNull();
        assertThat(answer.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
        assertThat(answer.toolCalls())
                .extracting(ToolCall::name)
                .containsExactly("read_card", "finish");
        assertThat(answer.toolCalls().get(0).arguments().get("id").asString("")).isEqualTo("AW-1");
        assertThat(answer.toolCalls().get(1).arguments().get("summary").asString(""))
                .isEqualTo("Done.");
        assertThat(answer.toolCalls()).extracting(ToolCall::id).doesNotHaveDuplicates();
        assertThat(heard.tools).containsExactly("read_card", "finish");
    }

    @Test
    void countsCachedAndReasoningTokensOnce() throws Exception {
        server.behave(VendorServer.stream(golden("cached-and-reasoning")));

        assertThat(ask().tokens()).isEqualTo(cachedAndReasoningTokens());
    }

    @Test
    void seesARefusalOfTheModel() throws Exception {
        server.behave(VendorServer.stream(golden("refusal")));

        var answer = ask();

        assertThat(answer.failure()).isNull();
        assertThat(answer.finishReason()).isEqualTo(FinishReason.CONTENT_FILTER);
    }

    @Test
    void seesThatTheLimitWasReached() throws Exception {
        server.behave(VendorServer.stream(golden("length")));

        assertThat(ask().finishReason()).isEqualTo(FinishReason.LENGTH);
    }

    @Test
    void knowsEveryClassOfRefusal() throws Exception {
        for (var refusal : refusals()) {
            server.behave(
                    VendorServer.respond(refusal.status(), refusal.headers(), refusal.body()));

            var failure = new VendorContractCall(client, vendor(), access(), timeouts).failure();

            assertThat(failure.kind()).as("%s", refusal).isEqualTo(refusal.kind());
            assertThat(failure.retryAfter()).as("%s", refusal).isEqualTo(refusal.pause());
            assertThat(failure.message()).as("%s", refusal).doesNotContain(KEY);
        }
    }

    @Test
    void aCutStreamIsBrokenAndKeepsWhatWasDelivered() throws Exception {
        server.behave(VendorServer.cut(beginning()));

        var answer = ask();

        assertThat(kind(answer)).isEqualTo(FailureClass.STREAM_BROKEN);
        assertThat(answer.text()).startsWith("Hello");
        assertThat(answer.tokens().output()).isPositive();
        assertThat(answer.tokens().input()).isPositive();
        assertThat(answer.usageSource()).isNotEqualTo(UsageSource.PROVIDER);
    }

    @Test
    void anEndWithoutTheLastMarkerIsNoEnd() throws Exception {
        server.behave(VendorServer.stream(beginning()));

        assertThat(kind(ask())).isEqualTo(FailureClass.STREAM_BROKEN);
    }

    @Test
    void aStalledStreamIsCutAfterItsIdleTime() throws Exception {
        server.behave(server.stall(beginning()));

        var answer = ask();

        assertThat(kind(answer)).isEqualTo(FailureClass.TIMEOUT);
        assertThat(answer.text()).startsWith("Hello");
        await().until(() -> server.clientsGone() == 1);
    }

    @Test
    void aSilentVendorIsLeftAfterTheTimeToTheFirstToken() throws Exception {
        server.behave(server.stall(""));

        var answer = ask();

        assertThat(kind(answer)).isEqualTo(FailureClass.TIMEOUT);
        await().until(() -> server.clientsGone() == 1);
    }

    @Test
    void anErrorInsideTheStreamIsAFailure() throws Exception {
        server.behave(VendorServer.stream(beginning() + errorEvent()));

        var answer = ask();

        assertThat(kind(answer)).isIn(FailureClass.OVERLOADED, FailureClass.SERVER_ERROR);
        assertThat(answer.text()).startsWith("Hello");
    }

    @Test
    void garbageInsideTheStreamIsAFailure() throws Exception {
        server.behave(VendorServer.stream(beginning() + "data: {\"this is\": not JSON\n\n"));

        assertThat(kind(ask())).isEqualTo(FailureClass.STREAM_BROKEN);
    }

    @Test
    void aCancelledCallStopsTheVendor() throws Exception {
        server.behave(server.stall(beginning()));
        var call = CompletableFuture.supplyAsync(this::askUnchecked);
        await().until(() -> !heard.text.isEmpty());

        control.stop(VendorFailure.of(FailureClass.CANCELLED, "enough"));

        assertThat(kind(call.join())).isEqualTo(FailureClass.CANCELLED);
        await().until(() -> server.clientsGone() == 1);
    }

    @Test
    void aRefusedConnectionIsNotADispatch() {
        // nobody listens on a port that is reserved for nothing
        var nowhere = new Access("http://127.0.0.1:1", new Secret(KEY), false);

        assertThatThrownBy(() ->
                        client.call(
                                vendor(),
                                Conversations.withTools(),
                                nowhere,
                                "key",
                                heard,
                                control))
                .isInstanceOf(NotDispatchedException.class);
        assertThat(heard.dispatches).hasValue(0);
    }

    @Test
    void nothingIsWrittenWhenTheDispatchIsForbidden() {
        heard.forbidden = new IllegalStateException("the ledger says no");

        assertThatThrownBy(this::ask).hasMessage("the ledger says no");
        assertThat(server.received()).isEmpty();
    }

    @Test
    void asksAgainNeverByItself() throws Exception {
        for (int status : new int[] {301, 401, 429, 500, 503}) {
            server.behave(
                    VendorServer.respond(
                            status, Map.of("location", "/elsewhere", "retry-after", "0"), "{}"));
            server.received().clear();

            assertThat(new VendorContractCall(client, vendor(), access(), timeouts).failure())
                    .isNotNull();
            assertThat(server.received()).as("%d", status).hasSize(1);
        }
    }

    protected final Answer ask() throws NotDispatchedException {
        return client.call(vendor(), Conversations.withTools(), access(), "key", heard, control);
    }

    private Answer askUnchecked() {
        try {
            return ask();
        } catch (NotDispatchedException e) {
            throw new IllegalStateException(e);
        }
    }

    protected final Access access() {
        return new Access(server.url(), new Secret(KEY), false);
    }

    protected final String golden(String name) {
        var file = "/golden/%s/%s.sse".formatted(vendor().id(), name);
        try (var input = VendorContract.class.getResourceAsStream(file)) {
            return new String(input.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text stream up to and with its first words. */
    private String beginning() {
        var text = golden("text");
        int hello = text.indexOf("Hello");
        return text.substring(0, text.indexOf("\n\n", hello) + 2);
    }

    protected static @Nullable FailureClass kind(Answer answer) {
        var failure = answer.failure();
        return failure == null ? null : failure.kind();
    }

    /** What a vendor answers instead of an answer, and what it means. */
    public record Refusal(
            int status,
            Map<String, String> headers,
            String body,
            FailureClass kind,
            @Nullable Duration pause) {
        public static Refusal of(int status, String body, FailureClass kind) {
            return new Refusal(status, Map.of(), body, kind, null);
        }
    }

    private static final class Heard implements AnswerListener {
        private final AtomicInteger dispatches = new AtomicInteger();
        private final StringBuffer text = new StringBuffer();
        private final List<String> tools = new ArrayList<>();
        private @Nullable RuntimeException forbidden;

        @Override
        public void dispatching() {
            if (forbidden != null) {
                throw forbidden;
            }
            dispatches.incrementAndGet();
        }

        @Override
        public void text(String delta) {
            text.append(delta);
        }

        @Override
        public void tool(String id, String name) {
            tools.add(name);
        }
    }
}
