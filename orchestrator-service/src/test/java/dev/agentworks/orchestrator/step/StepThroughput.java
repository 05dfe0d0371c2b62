package dev.agentworks.orchestrator.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentworks.orchestrator.client.CardContext;
import dev.agentworks.orchestrator.client.CardFacts;
import dev.agentworks.orchestrator.client.Completion;
import dev.agentworks.orchestrator.client.CompletionAnswer;
import dev.agentworks.orchestrator.client.CompletionListener;
import dev.agentworks.orchestrator.client.CompletionRequest;
import dev.agentworks.orchestrator.client.Core;
import dev.agentworks.orchestrator.client.Interruption;
import dev.agentworks.orchestrator.client.LaneFacts;
import dev.agentworks.orchestrator.client.PriceList;
import dev.agentworks.orchestrator.client.Router;
import dev.agentworks.orchestrator.run.NewRun;
import dev.agentworks.orchestrator.run.Run;
import dev.agentworks.orchestrator.run.RunQueue;
import dev.agentworks.starter.test.ServiceTest;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Not a test but a measurement: how many five-step runs a second the engine carries, and what it
 * adds to each step, with a model and a board that answer at once. Everything else is real.
 */
@ServiceTest(service = "orchestrator")
@Import(StepThroughput.Stubs.class)
@TestPropertySource(
        properties = {
            "agentworks.services.core.url=http://127.0.0.1:9",
            "agentworks.services.router.url=http://127.0.0.1:9",
            "agentworks.runs.slots=16",
            "agentworks.capacity.per-workspace=1000",
            "logging.level.dev.agentworks=warn",
            "logging.level.dev.agentworks.orchestrator.step.StepThroughput=info"
        })
class StepThroughput {

    private static final Logger LOG = LoggerFactory.getLogger(StepThroughput.class);
    private static final int RUNS = Integer.getInteger("runs", 1_500);
    private static final int STEPS = 5;

    @Autowired RunQueue queue;
    @Autowired TransactionTemplate transaction;
    @Autowired JdbcClient jdbc;
    @Autowired Stubs.Stopwatch stopwatch;

    @Test
    void measures() {
        measure("warm-up", RUNS / 3);
        for (int repetition = 1; repetition <= 3; repetition++) {
            measure("repetition " + repetition, RUNS);
        }
    }

    private void measure(String name, int runs) {
        stopwatch.reset();
        var workspace = UUID.randomUUID();
        long began = System.nanoTime();
        for (int run = 0; run < runs; run++) {
            transaction.executeWithoutResult(_ -> queue.queue(wanted(workspace)));
        }
        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> open(workspace) == 0);
        double seconds = (System.nanoTime() - began) / 1e9;
        var micros = stopwatch.sorted();
        LOG.info(
                "{}: {} runs of {} steps in {} s = {} runs/s, {} step commits/s; overhead of a step p50 {} ms, p99 {} ms",
                name,
                runs,
                STEPS,
                "%.1f".formatted(seconds),
                "%.0f".formatted(runs / seconds),
                "%.0f".formatted(runs * STEPS / seconds),
                "%.2f".formatted(micros[micros.length / 2] / 1e3),
                "%.2f".formatted(micros[(int) (micros.length * 0.99)] / 1e3));
        assertThat(
                        jdbc.sql(
                                        "select count(*) from run where workspace_id = :w and status = 'COMPLETED'")
                                .param("w", workspace)
                                .query(Integer.class)
                                .single())
                .isEqualTo(runs);
    }

    private int open(UUID workspace) {
        return jdbc.sql(
                        "select count(*) from run where workspace_id = :w and status <> 'COMPLETED'")
                .param("w", workspace)
                .query(Integer.class)
                .single();
    }

    private static NewRun wanted(UUID workspace) {
        return new NewRun(
                UUID.randomUUID().toString(),
                workspace,
                UUID.randomUUID(),
                UUID.randomUUID(),
                1,
                1,
                null,
                "PRD",
                Run.TriggerKind.MANUAL,
                "user:bench",
                null,
                null);
    }

    @TestConfiguration
    static class Stubs {

        /** From the end of a step's own work to the beginning of the next one's, by thread. */
        static final class Stopwatch implements Checkpoints {

            private final ConcurrentLinkedQueue<Long> micros = new ConcurrentLinkedQueue<>();
            private final ThreadLocal<Long> ended = new ThreadLocal<>();

            @Override
            public void reached(Point point) {
                switch (point) {
                    case CONTEXT_READ, MODEL_ANSWERED, TOOL_CALLED, CARD_TOLD ->
                            ended.set(System.nanoTime());
                    case MODEL_INTENDED, TOOL_INTENDED, CARD_INTENDED, POKE_HANDLED -> {
                        var before = ended.get();
                        if (before != null) {
                            micros.add((System.nanoTime() - before) / 1_000);
                            ended.remove();
                        }
                    }
                    default -> {}
                }
            }

            void reset() {
                micros.clear();
            }

            long[] sorted() {
                var all = micros.stream().mapToLong(Long::longValue).toArray();
                Arrays.sort(all);
                return all;
            }
        }

        @Bean
        @Primary
        Stopwatch stopwatch() {
            return new Stopwatch();
        }

        @Bean
        @Primary
        Core board() {
            return (Core)
                    Proxy.newProxyInstance(
                            Core.class.getClassLoader(),
                            new Class<?>[] {Core.class},
                            (_, method, arguments) ->
                                    switch (method.getName()) {
                                        case "context" -> Optional.of(context((UUID) arguments[1]));
                                        case "effect" ->
                                                JsonNodeFactory.instance
                                                        .objectNode()
                                                        .put("id", "1")
                                                        .put("version", 1);
                                        case "settled" -> null;
                                        default ->
                                                throw new IllegalStateException(method.getName());
                                    });
        }

        @Bean
        @Primary
        Router model(JsonMapper json) {
            return new Router() {
                @Override
                public CompletionAnswer complete(
                        String key,
                        CompletionRequest request,
                        CompletionListener listener,
                        Interruption interruption) {
                    var document =
                            json.createObjectNode()
                                    .put("type", "PRD")
                                    .put("title", "A booking tool")
                                    .put("content", "# PRD\n\n" + "Rooms are booked. ".repeat(50));
                    var finish = json.createObjectNode().put("summary", "It is written.");
                    return new CompletionAnswer.Outcome(
                            new Completion(
                                    key,
                                    Completion.State.SUCCEEDED,
                                    "openai",
                                    "gpt-4o",
                                    true,
                                    "I write and am done.",
                                    List.of(
                                            new Completion.ToolCall(
                                                    "1", "write_document", document, null),
                                            new Completion.ToolCall("2", "finish", finish, null)),
                                    "tool_calls",
                                    new Completion.Usage(100, 20, 0, 0, 0, 120),
                                    new BigDecimal("0.01"),
                                    new BigDecimal("0.05"),
                                    null));
                }

                @Override
                public PriceList prices() {
                    return new PriceList(List.of());
                }

                @Override
                public void cancel(String key) {}
            };
        }

        private static CardContext context(UUID card) {
            return new CardContext(
                    UUID.randomUUID(),
                    new CardContext.Project(UUID.randomUUID(), "APP", "App", "Rooms."),
                    new CardFacts(
                            card,
                            "APP-1",
                            null,
                            null,
                            1,
                            "FEATURE",
                            "Book a room",
                            "People book rooms.",
                            List.of("It books."),
                            List.of(),
                            "MEDIUM",
                            "READY",
                            null,
                            1,
                            null),
                    null,
                    List.of(),
                    List.of(),
                    new LaneFacts(
                            1,
                            "PRD",
                            "PRD",
                            1,
                            List.of("PRD"),
                            List.of(),
                            List.of(),
                            List.of(),
                            null),
                    1,
                    List.of(),
                    List.of(),
                    null,
                    null);
        }
    }
}
