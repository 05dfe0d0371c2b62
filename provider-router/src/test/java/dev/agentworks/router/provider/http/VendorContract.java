package dev.agentworks.router.provider.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.agentworks.router.provider.model.FailureClass;
import dev.agentworks.router.provider.model.FinishReason;
import dev.agentworks.router.provider.model.Tokens;
import dev.agentworks.router.provider.model.ToolCall;
import dev.agentworks.router.provider.model.UsageSource;
import dev.agentworks.router.provider.model.VendorFailure;
import dev.agentworks.router.provider.spi.ProviderSettings.Access;
import dev.agentworks.router.provider.spi.Refusals;
import dev.agentworks.router.provider.spi.ResponseBuilder;
import dev.agentworks.router.provider.spi.Secret;
import dev.agentworks.router.provider.spi.VendorJson;
import dev.agentworks.starter.sse.ServerSentEventReader;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What every vendor's adapter must do, with streams as that vendor writes them. */
public abstract class VendorContract extends VendorHarness {
    /** Tokens of the golden stream {@code text}. */
    protected abstract Tokens textTokens();

    /** Tokens of the golden stream {@code cached-and-reasoning}. */
    protected abstract Tokens cachedAndReasoningTokens();

    /** One refusal of each class as this vendor words it. */
    protected abstract List<Refusal> refusals();

    /** An event that says the vendor is overloaded or broken in the middle of a stream. */
    protected abstract String errorEvent();

    /** Where the vendor takes the schema of a structured answer. */
    protected abstract String schemaPointer();

    /** The turn of the golden stream {@code reasoning}, as the next request gives it back. */
    protected abstract void seesItsThoughtsAgain(JsonNode body);

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
        assertThat(answer.head().status()).isEqualTo(200);
        assertThat(heard.head).isEqualTo(answer.head());
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
    void readsTheSameWithCommentsAndDataOverManyLines() throws Exception {
        var spread =
                golden("text")
                        .replace("data: {", ": still here\ndata: {\ndata:")
                        .replace("\n\n", "\n\n: PROCESSING\n\n");
        server.behave(VendorServer.stream(spread));

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
        for (var call : answer.toolCalls()) {
            // the pieces that were told while they came are the whole, each with its own call
            assertThat(VendorJson.MAPPER.readTree(heard.arguments.get(call.id())))
                    .isEqualTo(call.arguments());
        }
    }

    @Test
    void readsAStructuredAnswerAsTextInTheStreamAndWhole() throws Exception {
        server.behave(VendorServer.stream(golden("structured")));

        var answer = ask();

        assertThat(answer.failure()).isNull();
        assertThat(answer.toolCalls()).isEmpty();
        assertThat(VendorJson.MAPPER.readTree(answer.text()).path("points").asInt(0)).isEqualTo(3);
        assertThat(heard.text).hasToString(answer.text());
    }

    @Test
    void asksForAStructuredAnswerByTheVendorsOwnMeans() {
        var body = written(Conversations.structured().with(traits()));

        assertThat(body.at(schemaPointer()).path("required").path(0).asString(""))
                .isEqualTo("title");
        // no pretended tool
        assertThat(body.has("tools")).isFalse();
    }

    /** Whether the vendor tells what its models thought. */
    protected boolean thinksAloud() {
        return true;
    }

    @Test
    void givesThoughtsBackToTheVendorTheyCameFrom() throws Exception {
        assumeTrue(thinksAloud());
        server.behave(VendorServer.stream(golden("reasoning")));
        var answer = ask();
        assertThat(answer.failure()).isNull();
        assertThat(heard.thoughts).hasToString("Let me think.");
        assertThat(answer.text()).isEqualTo("I look.");
        assertThat(answer.tokens().reasoning()).isEqualTo(9);

        var next = Conversations.after(answer).with(traits());

        seesItsThoughtsAgain(written(next));
    }

    @Test
    void leavesOutTheThoughtsOfOtherVendors() {
        var body = written(Conversations.withForeignThoughts().with(traits())).toString();

        assertThat(body).contains("I look.").doesNotContain("foreign");
    }

    @Test
    void countsCachedAndReasoningTokensOnce() throws Exception {
        server.behave(VendorServer.stream(golden("cached-and-reasoning")));

        assertThat(ask().tokens()).isEqualTo(cachedAndReasoningTokens());
    }

    /** A whole stream whose usage is this, told as the vendor tells it. */
    protected abstract String streamThatUsed(Tokens tokens);

    /** As much of this as the vendor tells apart. */
    protected abstract Tokens told(Tokens tokens);

    /** Complaints 4 and 5: a token in two classes is paid twice, one in none is never paid. */
    @Test
    void everyTokenIsInExactlyOneClass() throws Exception {
        var random = new Random(5);
        for (int i = 0; i < 300; i++) {
            long output = random.nextInt(10_000);
            long reasoning = random.nextInt((int) output + 1);
            var used =
                    told(
                            new Tokens(
                                    random.nextInt(100_000),
                                    random.nextInt(100_000),
                                    random.nextInt(1_000),
                                    random.nextInt(1_000),
                                    output,
                                    reasoning,
                                    0));

            var builder = new ResponseBuilder(new Heard(), 0);
            var reader = vendor().read(request(), builder);
            var events =
                    ServerSentEventReader.givingUnfinished(
                            new ByteArrayInputStream(
                                    streamThatUsed(used).getBytes(StandardCharsets.UTF_8)));
            for (var event = events.next(); event != null; event = events.next()) {
                reader.event(event);
            }

            assertThat(builder.build().failure()).isNull();
            assertThat(builder.build().tokens()).isEqualTo(used);
        }
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

            var failure = failure();

            assertThat(failure.kind()).as("%s", refusal).isEqualTo(refusal.kind());
            assertThat(failure.retryAfter()).as("%s", refusal).isEqualTo(refusal.pause());
            assertThat(failure.message()).as("%s", refusal).doesNotContain(KEY);
        }
        assertThat(refusals().stream().map(Refusal::kind).collect(Collectors.toSet()))
                .containsAll(
                        EnumSet.complementOf(
                                EnumSet.of(
                                        FailureClass.CONTENT_FILTER,
                                        FailureClass.INVALID_OUTPUT,
                                        FailureClass.STREAM_BROKEN,
                                        FailureClass.CANCELLED)));
    }

    @Test
    void understandsARefusalThatIsNoJson() throws Exception {
        for (int status : new int[] {400, 413, 500, 502, 503, 504}) {
            server.behave(
                    VendorServer.respond(
                            status,
                            Map.of("content-type", "text/html"),
                            "<html><body>Something in between</body></html>"));

            var failure = failure();

            assertThat(failure.kind()).as("%d", status).isEqualTo(Refusals.byStatus(status));
            assertThat(failure.message()).doesNotContain("<html>");
            assertThat(failure.tooLong()).as("%d", status).isEqualTo(status == 413);
        }
    }

    /** Complaint 7: a truncated stream looks complete. */
    @Test
    void aStreamCutAnywhereIsNeverTakenForAWholeAnswer() throws Exception {
        for (var name : List.of("text", "tools", "cached-and-reasoning")) {
            server.behave(VendorServer.stream(golden(name)));
            var whole = askDeaf();
            for (var beginning : beginnings(golden(name))) {
                server.behave(VendorServer.cut(beginning));

                var answer = askDeaf();

                if (answer.failure() == null) {
                    // all that matters had come, the marks of the end only were lost
                    assertThat(answer.text()).isEqualTo(whole.text());
                    assertThat(answer.toolCalls()).hasSameSizeAs(whole.toolCalls());
                    assertThat(answer.finishReason()).isEqualTo(whole.finishReason());
                    assertThat(answer.tokens()).isEqualTo(whole.tokens());
                } else {
                    assertThat(kind(answer)).as(beginning).isEqualTo(FailureClass.STREAM_BROKEN);
                    assertThat(answer.finishReason()).isNull();
                }
            }
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

    /** Complaint 8: stalled streams hang. */
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
    void signsOfLifeAreNoContent() throws Exception {
        server.behave(server.keepAlive("", Duration.ofMillis(50)));

        assertThat(kind(ask())).isEqualTo(FailureClass.TIMEOUT);
        await().until(() -> server.clientsGone() == 1);
    }

    @Test
    void anErrorInsideTheStreamIsAFailure() throws Exception {
        server.behave(VendorServer.stream(beginning() + errorEvent()));

        var answer = ask();

        assertThat(kind(answer)).isIn(FailureClass.OVERLOADED, FailureClass.SERVER_ERROR);
        assertThat(answer.text()).startsWith("Hello");
    }

    /** Complaint 6: a stream that fails early must leave room for another provider. */
    @Test
    void anErrorBeforeAnyContentShowsNothingToAnybody() throws Exception {
        server.behave(VendorServer.stream(errorEvent()));

        var answer = ask();

        assertThat(kind(answer)).isIn(FailureClass.OVERLOADED, FailureClass.SERVER_ERROR);
        assertThat(answer.deliveredSomething()).isFalse();
        assertThat(heard.text).isEmpty();
        assertThat(heard.tools).isEmpty();
    }

    @Test
    void garbageInsideTheStreamIsAFailure() throws Exception {
        server.behave(VendorServer.stream(beginning() + "data: {\"this is\": not JSON\n\n"));

        assertThat(kind(ask())).isEqualTo(FailureClass.STREAM_BROKEN);
    }

    @Test
    void aCancelledCallStopsTheVendorAtOnce() throws Exception {
        long quickest = Long.MAX_VALUE;
        for (int attempt = 1; attempt <= 5; attempt++) {
            server.behave(server.stall(beginning()));
            var own = new CallControl(timeouts);
            var listener = new Heard();
            var call =
                    CompletableFuture.supplyAsync(() -> {
                        try {
                            return client.call(vendor(), request(), access(), "key", listener, own);
                        } catch (NotDispatchedException e) {
                            throw new IllegalStateException(e);
                        }
                    });
            await().until(() -> !listener.text.isEmpty());

            long stopped = System.nanoTime();
            own.stop(VendorFailure.of(FailureClass.CANCELLED, "enough"));

            assertThat(kind(call.join())).isEqualTo(FailureClass.CANCELLED);
            int gone = attempt;
            await().until(() -> server.clientsGone() == gone);
            quickest = Math.min(quickest, server.lastClientGone() - stopped);
        }
        assertThat(Duration.ofNanos(quickest)).isLessThan(Duration.ofMillis(50));
    }

    @Test
    void aRefusedConnectionIsNotADispatch() {
        // nobody listens on a port that is reserved for nothing
        var nowhere = new Access("http://127.0.0.1:1", new Secret(KEY), false);

        assertThatThrownBy(() -> client.call(vendor(), request(), nowhere, "key", heard, control))
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
        for (int status : new int[] {301, 401, 429, 500, 503, 529}) {
            server.behave(
                    VendorServer.respond(
                            status, Map.of("location", "/elsewhere", "retry-after", "0"), "{}"));
            server.received().clear();

            assertThat(failure()).isNotNull();
            assertThat(server.received()).as("%d", status).hasSize(1);
        }
    }

    @Test
    void writesNoSecretWhereItCouldBeLogged() {
        var written = vendor().write(request(), access());

        assertThat(written).asString().doesNotContain("secret");
        assertThat(written.uri().toString()).doesNotContain("secret");
        assertThat(new String(written.body(), StandardCharsets.UTF_8)).doesNotContain("secret");
        assertThat(Set.copyOf(written.headers().keySet())).isNotEmpty();
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
}
