package dev.agentworks.system.storm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentworks.local.launcher.stack.ProcessMark;
import dev.agentworks.local.launcher.stack.StackState;
import dev.agentworks.system.RunningStack;
import dev.agentworks.system.RunningStack.Stack;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each component of the stack is killed, frozen, and slowed while people make cards and agents work
 * on them. Prints a line for each with its times.
 */
@EnabledIfSystemProperty(named = "agentworks.storm", matches = ".*\\bcomponents\\b.*")
@ExtendWith(RunningStack.class)
class ComponentFaultTests {

    private static final int CARDS = 6;
    private static final int SLOW = 120;
    private static final String AT_WORK =
            "select count(*) from orchestrator.run where status = 'RUNNING'";
    private static final String OPEN =
            "select count(*) from orchestrator.run where status not in ('COMPLETED', 'FAILED', 'CANCELLED')";
    private static final Duration FROZEN =
            Duration.ofSeconds(Integer.getInteger("agentworks.storm.seconds", 60));
    private static final Duration SLOWED = FROZEN.dividedBy(2);
    private static final Duration DELAY = Duration.ofMillis(500);
    private static final Duration BETWEEN_DELAYS = Duration.ofMillis(100);

    /** What is done to a component. */
    private enum Fault {
        /** Killed; the launcher starts it again. */
        KILLED,
        /** Stopped for a while without losing its connections, as a long pause does. */
        FROZEN,
        /** Answers up to 500 ms later than it would. */
        SLOWED
    }

    static Stream<Arguments> faults() {
        var components =
                System.getProperty(
                                "agentworks.storm.components",
                                "redis,postgresql,pubsub-emulator,llm-simulator,gateway,core,orchestrator,router,monitor,billing")
                        .split(",");
        return Arrays.stream(components)
                .flatMap(component ->
                        Arrays.stream(Fault.values()).map(fault -> Arguments.of(component, fault)));
    }

    @AfterEach
    void fullSpeed(Stack stack) throws Exception {
        stack.simulatorSpeed(0);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("faults")
    void nothingIsLostAndNothingDoubledWhenAComponentIs(String component, Fault fault, Stack stack)
            throws Exception {
        var invariants = new StormInvariants(stack);
        // the fault before this one may still be felt
        await().atMost(Duration.ofMinutes(3))
                .ignoreExceptions()
                .until(() ->
                        invariants.number(OPEN) == 0
                                && Stack.SERVICES.stream().allMatch(stack::isReady));
        invariants.watch();
        long runsBefore = invariants.number("select count(*) from orchestrator.run");
        var load = new CardLoad(stack, 3);
        stack.simulatorSpeed(SLOW);
        var people =
                CompletableFuture.runAsync(() -> {
                    for (int card = 0; card < CARDS; card++) {
                        load.card();
                    }
                });
        await().atMost(Duration.ofSeconds(60)).until(() -> invariants.number(AT_WORK) > 0);

        inflict(fault, process(stack, component));

        long since = System.nanoTime();
        people.get(4, TimeUnit.MINUTES);
        long answered = millisSince(since);
        if (!component.equals("llm-simulator") || fault != Fault.KILLED) {
            stack.simulatorSpeed(0);
        }
        await().atMost(Duration.ofMinutes(4))
                .ignoreExceptions()
                .until(() ->
                        invariants.number("select count(*) from orchestrator.run") - runsBefore
                                        == (long) load.cards() * CardLoad.RUNS_OF_A_CARD
                                && invariants.number(OPEN) == 0);
        long over = millisSince(since);
        invariants.awaitAllOver(load, runsBefore);
        invariants.awaitAllLines();
        System.out.printf(
                "| %s | %s | %d cards, %d runs | last card answered after %,d ms | all runs over after %,d ms |%n",
                component,
                fault,
                load.cards(),
                load.cards() * CardLoad.RUNS_OF_A_CARD,
                answered,
                over);
        assertThat(load.titles()).doesNotHaveDuplicates();
    }

    private static void inflict(Fault fault, ProcessHandle process) throws Exception {
        switch (fault) {
            case KILLED -> process.destroyForcibly();
            case FROZEN -> freeze(process, FROZEN);
            case SLOWED -> {
                long end = System.nanoTime() + SLOWED.toNanos();
                while (System.nanoTime() < end) {
                    freeze(process, DELAY);
                    LockSupport.parkNanos(BETWEEN_DELAYS.toNanos());
                }
            }
        }
    }

    private static void freeze(ProcessHandle process, Duration time) throws Exception {
        var all = Stream.concat(Stream.of(process), process.descendants()).toList();
        try {
            signal("-STOP", all.stream());
            LockSupport.parkNanos(time.toNanos());
        } finally {
            signal("-CONT", all.stream());
        }
    }

    private static void signal(String signal, Stream<ProcessHandle> processes) throws Exception {
        var command =
                Stream.concat(
                                Stream.of("kill", signal),
                                processes.map(it -> Long.toString(it.pid())))
                        .toList();
        // one of the database's processes may have ended meanwhile: kill says so and does the rest
        new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private static ProcessHandle process(Stack stack, String component) {
        return StackState.of(stack.home()).orElseThrow().processes().stream()
                .filter(it -> it.name().equals(component))
                .findFirst()
                .flatMap(ProcessMark::find)
                .orElseThrow();
    }

    private static long millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1_000_000;
    }
}
