package dev.agentworks.router.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentworks.router.provider.http.VendorHarness;
import dev.agentworks.router.provider.http.VendorServer;
import dev.agentworks.router.provider.model.FailureClass;
import dev.agentworks.router.provider.model.ModelResponse;
import dev.agentworks.router.provider.spi.Vendor;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * Streams that never fall silent and never end: something comes before every idle time is over. The
 * harness allows 0.4 s of silence, 0.7 s to the first content and 5 s in all.
 */
class TricklingTests extends VendorHarness {
    private final Vendor openAi = new OpenAi();
    private final AtomicInteger gone = new AtomicInteger();

    @Override
    protected Vendor vendor() {
        return openAi;
    }

    @Test
    void wordsThatComeForeverEndWithTheTimeOfTheCall() throws Exception {
        server.behave(
                forever(
                        "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"}}]}\n\n",
                        Duration.ofMillis(200)));

        long began = System.nanoTime();
        var answer = ask();

        assertLeft(answer, began, Duration.ofSeconds(5));
        assertThat(answer.text()).matches("a{10,}");
    }

    @Test
    void signsOfLifeAfterTheFirstWordEndWithTheTimeOfTheCall() throws Exception {
        server.behave(
                forever("data: {\"choices\":[]}\n\n", Duration.ofMillis(200)).after(beginning()));

        long began = System.nanoTime();

        assertLeft(ask(), began, Duration.ofSeconds(5));
    }

    @Test
    void bytesThatBecomeNoEventAreSilence() throws Exception {
        server.behave(forever(" ", Duration.ofMillis(50)).after(beginning() + "data:"));

        long began = System.nanoTime();

        assertLeft(ask(), began, Duration.ofMillis(400));
    }

    private void assertLeft(ModelResponse answer, long began, Duration allowed) {
        assertThat(kind(answer)).isEqualTo(FailureClass.TIMEOUT);
        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .isBetween(allowed.minusMillis(100), allowed.plusSeconds(3));
        await().until(() -> gone.get() == 1);
    }

    private Forever forever(String piece, Duration every) {
        return new Forever("", piece, every);
    }

    /** The same again and again until the client goes. */
    private final class Forever implements VendorServer.Behaviour {
        private final String beginning;
        private final String piece;
        private final Duration every;

        Forever(String beginning, String piece, Duration every) {
            this.beginning = beginning;
            this.piece = piece;
            this.every = every;
        }

        Forever after(String first) {
            return new Forever(first, piece, every);
        }

        @Override
        public void answer(VendorServer.Exchange exchange) throws IOException {
            exchange.head(200, java.util.Map.of("content-type", "text/event-stream"));
            exchange.chunk(beginning);
            try {
                while (true) {
                    exchange.chunk(piece);
                    pause();
                }
            } catch (IOException e) {
                gone.incrementAndGet();
            }
        }

        private void pause() {
            new CompletableFuture<Void>()
                    .completeOnTimeout(null, every.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        }
    }
}
