package dev.agentworks.orchestrator.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentworks.orchestrator.client.CardContext;
import dev.agentworks.orchestrator.client.CardFacts;
import dev.agentworks.orchestrator.client.Completion;
import dev.agentworks.orchestrator.client.CompletionListener;
import dev.agentworks.orchestrator.client.CompletionRequest;
import dev.agentworks.orchestrator.client.CompletionResult;
import dev.agentworks.orchestrator.client.Core;
import dev.agentworks.orchestrator.client.Interruption;
import dev.agentworks.orchestrator.client.LaneFacts;
import dev.agentworks.orchestrator.client.PriceList;
import dev.agentworks.orchestrator.client.Router;
import dev.agentworks.orchestrator.outgoing.LogLine;
import dev.agentworks.orchestrator.run.Journal;
import dev.agentworks.orchestrator.run.Leases;
import dev.agentworks.orchestrator.run.RunQueue;
import dev.agentworks.orchestrator.run.model.NewRun;
import dev.agentworks.orchestrator.run.model.Run;
import dev.agentworks.orchestrator.run.model.RunChange;
import dev.agentworks.orchestrator.run.model.RunPlacement;
import dev.agentworks.orchestrator.run.model.RunTrigger;
import dev.agentworks.orchestrator.run.model.StepDone;
import dev.agentworks.orchestrator.run.model.StepIntent;
import dev.agentworks.orchestrator.run.model.StepRecord;
import dev.agentworks.orchestrator.step.checkpoint.Checkpoints;
import dev.agentworks.starter.test.ServiceTest;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.core.env.Environment;
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
    private static final int HOLDERS = Integer.getInteger("holders", 8);
    private static final int AT_ONCE = 0;
    private static final int OFFERED = Integer.getInteger("offered", 30);
    private static final boolean COUNTS = Boolean.getBoolean("statements");

    @Autowired RunQueue queue;
    @Autowired Leases leases;
    @Autowired Journal journal;
    @Autowired Environment environment;
    @Autowired TransactionTemplate transaction;
    @Autowired JdbcClient jdbc;
    @Autowired Stubs.Stopwatch stopwatch;

    @Test
    void measuresThroughput() throws SQLException {
        measure("warm-up", RUNS, AT_ONCE);
        for (int repetition = 1; repetition <= 3; repetition++) {
            measure("throughput, repetition " + repetition, RUNS, AT_ONCE);
        }
        if (COUNTS) {
            LOG.info("statements: {}", new Spent(postgres(), true).statements());
        }
    }

    /** What a step waits for the engine when the engine is not kept full. */
    @Test
    void measuresOverhead() {
        measure("warm-up", RUNS, AT_ONCE);
        for (int repetition = 1; repetition <= 3; repetition++) {
            measure(
                    "%d runs/s offered, repetition %d".formatted(OFFERED, repetition),
                    OFFERED * 15,
                    OFFERED);
        }
    }

    /** The journal alone: steps are done and begun as fast as eight holders can write them. */
    @Test
    void measuresCommits() throws Exception {
        commits("commits, warm-up", RUNS * STEPS / 3);
        for (int repetition = 1; repetition <= 3; repetition++) {
            commits("commits, repetition " + repetition, RUNS * STEPS);
        }
    }

    private void measure(String name, int runs, int perSecond) {
        stopwatch.reset();
        var workspace = UUID.randomUUID();
        var spent = new Spent(postgres(), COUNTS);
        long began = System.nanoTime();
        for (int run = 0; run < runs; run++) {
            if (perSecond != AT_ONCE) {
                LockSupport.parkNanos(began + run * 1_000_000_000L / perSecond - System.nanoTime());
            }
            transaction.executeWithoutResult(_ -> queue.queue(wanted(workspace)));
        }
        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> open(workspace) == 0);
        double seconds = (System.nanoTime() - began) / 1e9;
        var micros = stopwatch.sorted();
        LOG.info(
                "{}: {} runs of {} steps in {} s = {} runs/s, {} steps/s; overhead of a step p50 {} ms, p99 {} ms; for each step {}",
                name,
                runs,
                STEPS,
                "%.1f".formatted(seconds),
                "%.0f".formatted(runs / seconds),
                "%.0f".formatted(runs * STEPS / seconds),
                "%.2f".formatted(micros[micros.length / 2] / 1e3),
                "%.2f".formatted(micros[(int) (micros.length * 0.99)] / 1e3),
                spent.each(runs * STEPS));
        assertThat(
                        jdbc.sql(
                                        "select count(*) from run where workspace_id = :w and status = 'COMPLETED'")
                                .param("w", workspace)
                                .query(Integer.class)
                                .single())
                .isEqualTo(runs);
    }

    private void commits(String name, int wanted) throws Exception {
        var workspace = UUID.randomUUID();
        var each = wanted / HOLDERS;
        var spent = new Spent(postgres(), COUNTS);
        var began = new AtomicLong();
        var ready = new CyclicBarrier(HOLDERS, () -> began.set(System.nanoTime()));
        var claimed = IntStream.range(0, HOLDERS).mapToObj(_ -> claimed(workspace)).toList();
        try (var holders = Executors.newVirtualThreadPerTaskExecutor()) {
            var written =
                    claimed.stream()
                            .map(run -> holders.submit(() -> write(run, each, ready)))
                            .toList();
            for (var holder : written) {
                holder.get();
            }
        }
        double seconds = (System.nanoTime() - began.get()) / 1e9;
        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> count("select count(*) from outbox") == 0);
        double drained = (System.nanoTime() - began.get()) / 1e9;
        LOG.info(
                "{}: {} in {} s = {} step commits/s; {} s and {}/s until all they say was published; for each commit {}",
                name,
                HOLDERS * each,
                "%.1f".formatted(seconds),
                "%.0f".formatted(HOLDERS * each / seconds),
                "%.1f".formatted(drained),
                "%.0f".formatted(HOLDERS * each / drained),
                spent.each(HOLDERS * each));
        assertThat(
                        count(
                                "select count(*) from run_step join run using (run_id) where state = 'DONE' and workspace_id = '"
                                        + workspace
                                        + "'"))
                .isEqualTo(HOLDERS * each);
    }

    // as a run writes them: every other step is a model's, which is announced
    private Void write(Run claimed, int steps, CyclicBarrier ready) throws Exception {
        var run = journal.commit(claimed, RunChange.none(), null, step(0));
        var result =
                JsonNodeFactory.instance.objectNode().put("content", "It is written. ".repeat(20));
        ready.await();
        for (int step = 0; step < steps; step++) {
            var change = step % 2 == 0 ? RunChange.none().progress(step % 100) : RunChange.none();
            var line = LogLine.info("asks gpt-4o (turn %d)".formatted(step)).in("tool/1/" + step);
            run =
                    journal.commit(
                            run,
                            change.line(line),
                            new StepDone("tool/1/" + step, StepRecord.Kind.TOOL, result, null),
                            step(step + 1));
        }
        return null;
    }

    private static StepIntent step(int number) {
        return new StepIntent("tool/1/" + number, StepRecord.Kind.TOOL);
    }

    private Run claimed(UUID workspace) {
        var claimed =
                transaction.execute(_ -> {
                    // held, so that the engine does not take it first
                    var run = queue.queueHeld(wanted(workspace), null).orElseThrow();
                    jdbc.sql("update run set wake_at = now() where run_id = ?")
                            .param(run.id())
                            .update();
                    return leases.claim(run.id(), "bench");
                });
        return Objects.requireNonNull(claimed).orElseThrow();
    }

    private int count(String sql) {
        return jdbc.sql(sql).query(Integer.class).single();
    }

    private String postgres() {
        return Objects.requireNonNull(environment.getProperty("spring.datasource.url"));
    }

    private int open(UUID workspace) {
        return jdbc.sql(
                        "select count(*) from run where workspace_id = :w and status <> 'COMPLETED'")
                .param("w", workspace)
                .query(Integer.class)
                .single();
    }

    private static NewRun wanted(UUID workspace) {
        return NewRun.onCard(
                UUID.randomUUID().toString(),
                workspace,
                UUID.randomUUID(),
                UUID.randomUUID(),
                "PRD",
                new RunPlacement(1, 1, null),
                new RunTrigger(RunTrigger.Kind.MANUAL, "user:bench", null, null));
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
                    case MODEL_INTENDED, TOOL_INTENDED, CARD_INTENDED, WAKE_UP_HANDLED -> {
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
                public CompletionResult complete(
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
                    return new CompletionResult.Outcome(
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
