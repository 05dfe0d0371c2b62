package dev.agentworks.starter.compute;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.agentworks.starter.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.ResolvableType;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageNotWritableException;
import org.springframework.mock.http.MockHttpOutputMessage;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import tools.jackson.databind.json.JsonMapper;

class JsonBodyConverterTests {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final List<Card> SMALL = Collections.nCopies(10, new Card("x"));
    private static final List<Card> LARGE = Collections.nCopies(4_000, new Card("x".repeat(100)));

    private final CountDownLatch release = new CountDownLatch(1);
    private final ComputePool pool =
            new ComputePool(
                    "json", new ComputeSettings(1, 0, Duration.ofSeconds(30)), () -> () -> false);
    private final JsonBodyConverter converter = new JsonBodyConverter(JSON, pool);

    @AfterEach
    void end() {
        release.countDown();
        pool.close();
    }

    @Test
    void writesASmallAnswerWhereItIs() throws IOException {
        Card.writers.clear();

        assertThat(written("GET", SMALL)).isEqualTo(JSON.writeValueAsString(SMALL));

        assertThat(Card.writers).doesNotContain("compute-json");
    }

    @Test
    void writesALargeAnswerOnThePool() throws IOException {
        Card.writers.clear();

        assertThat(written("GET", LARGE)).isEqualTo(JSON.writeValueAsString(LARGE));

        assertThat(Card.writers).contains("compute-json");
    }

    @Test
    void refusesToReadMuchWhileThePoolIsFullAndSendsNothingOfIt() throws IOException {
        occupy();
        var message = new MockHttpOutputMessage();

        assertThatThrownBy(() -> write("GET", LARGE, message))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> {
                            assertThat(refusal.code().status()).isEqualTo(503);
                            assertThat(refusal.pause()).isEqualTo(Duration.ofSeconds(1));
                        });

        assertThat(message.getBodyAsBytes()).isEmpty();
        assertThat(written("GET", SMALL)).isEqualTo(JSON.writeValueAsString(SMALL));
    }

    @Test
    void tellsWhatWasDoneAsDoneHoweverLongItTakes() throws IOException {
        occupy();

        var done =
                CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                return written("POST", LARGE);
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        },
                        Executors.newVirtualThreadPerTaskExecutor());
        assertThat(done).isNotDone();
        release.countDown();

        assertThat(done).succeedsWithin(10, SECONDS).isEqualTo(JSON.writeValueAsString(LARGE));
    }

    @Test
    void saysWhatCannotBeWritten() {
        assertThatThrownBy(() -> written("GET", List.of(new Broken())))
                .isInstanceOf(HttpMessageNotWritableException.class)
                .hasMessageContaining("a fault of ours");
    }

    private void occupy() {
        var began = new CountDownLatch(1);
        Thread.ofVirtual()
                .start(() ->
                        pool.compute(() -> {
                            began.countDown();
                            try {
                                return release.await(1, java.util.concurrent.TimeUnit.MINUTES);
                            } catch (InterruptedException e) {
                                throw new IllegalStateException(e);
                            }
                        }));
        await().until(() -> began.getCount() == 0);
    }

    private String written(String method, Object answer) throws IOException {
        var message = new MockHttpOutputMessage();
        write(method, answer, message);
        return message.getBodyAsString(java.nio.charset.StandardCharsets.UTF_8);
    }

    private void write(String method, Object answer, MockHttpOutputMessage message)
            throws IOException {
        RequestContextHolder.setRequestAttributes(
                new ServletRequestAttributes(new MockHttpServletRequest(method, "/")));
        try {
            converter.write(
                    answer,
                    ResolvableType.forInstance(answer),
                    MediaType.APPLICATION_JSON,
                    message,
                    null);
        } finally {
            RequestContextHolder.resetRequestAttributes();
        }
    }

    record Card(String title) {
        static final Set<String> writers = new ConcurrentSkipListSet<>();

        @JsonProperty
        int size() {
            writers.add(Thread.currentThread().getName());
            return title.length();
        }
    }

    record Broken() {
        @JsonProperty
        String title() {
            throw new IllegalStateException("a fault of ours");
        }
    }
}
