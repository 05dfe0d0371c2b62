package dev.agentworks.starter.compute;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.agentworks.starter.problem.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ComputePoolTests {
    private final CountDownLatch release = new CountDownLatch(1);
    private final AtomicBoolean left = new AtomicBoolean();
    private final ComputePool pool = pool(2, Duration.ofSeconds(30));

    @AfterEach
    void end() {
        release.countDown();
        pool.close();
    }

    @Test
    void computesOnAPlatformThreadAndGivesTheResultToAVirtualOne() {
        var thread = byVirtualThread(() -> pool.compute(Thread::currentThread)).join();

        assertThat(thread.isVirtual()).isFalse();
        assertThat(thread.getName()).isEqualTo("compute-hashes");
    }

    @Test
    void throwsWhatTheWorkThrows() {
        assertThatThrownBy(() ->
                        pool.compute(() -> {
                            throw new IllegalArgumentException("no salt");
                        }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no salt");
    }

    @Test
    void refusesAtOnceWhatHasNoPlaceInTheQueue() {
        occupy();
        var waiting = List.of(submit(), submit());
        await().until(() -> pool.threads().getQueue().size() == 2);

        assertThatThrownBy(() -> pool.compute(() -> "too much"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refusal -> {
                            assertThat(refusal.code().status()).isEqualTo(503);
                            assertThat(refusal.pause()).isEqualTo(Duration.ofSeconds(1));
                        });

        release.countDown();
        assertThat(waiting).allSatisfy(one -> assertThat(one.join()).isEqualTo("done"));
    }

    @Test
    void givesThePlaceOfACallerWhoLeftToTheNext() {
        occupy();
        var leaving = List.of(submit(), submit());
        await().until(() -> pool.threads().getQueue().size() == 2);

        left.set(true);

        assertThat(leaving)
                .allSatisfy(one ->
                        assertThat(one)
                                .failsWithin(10, SECONDS)
                                .withThrowableOfType(java.util.concurrent.ExecutionException.class)
                                .withCauseInstanceOf(ProblemException.class));
        assertThat(pool.threads().getQueue()).isEmpty();
    }

    @Test
    void givesUpWhatDidNotGetItsTurnInTime() {
        try (var impatient = pool(2, Duration.ofMillis(50))) {
            var began = new CountDownLatch(1);
            byVirtualThread(() ->
                    impatient.compute(() -> {
                        began.countDown();
                        return awaitRelease();
                    }));
            await().until(() -> began.getCount() == 0);

            assertThatThrownBy(() -> impatient.compute(() -> "late"))
                    .isInstanceOf(ProblemException.class);

            assertThat(impatient.threads().getQueue()).isEmpty();
            release.countDown();
        }
    }

    @Test
    void runsNestedWorkInThePlaceItHas() {
        assertThat(pool.<String>compute(() -> pool.compute(() -> "inner"))).isEqualTo("inner");
    }

    @Test
    void letsBackgroundWorkWaitForAsLongAsItsTurnTakes() {
        occupy();
        var waiting = List.of(submit(), submit());
        await().until(() -> pool.threads().getQueue().size() == 2);

        var patient = byVirtualThread(() -> pool.computeInTurn(() -> "in turn"));
        left.set(true);
        waiting.forEach(one -> assertThat(one).failsWithin(10, SECONDS));
        assertThat(patient).isNotDone();
        release.countDown();

        assertThat(patient).succeedsWithin(10, SECONDS).isEqualTo("in turn");
    }

    @Test
    void leavesTheCarriersOfVirtualThreadsToOthers() {
        var computing = new AtomicBoolean(true);
        var running = new AtomicInteger();
        var crowd = new ArrayList<CompletableFuture<?>>();
        int processors = Runtime.getRuntime().availableProcessors();
        try (var wide = pool(4 * processors, Duration.ofSeconds(30))) {
            for (int i = 0; i < 4 * processors; i++) {
                crowd.add(
                        byVirtualThread(() ->
                                wide.compute(() -> {
                                    running.incrementAndGet();
                                    while (computing.get()) {
                                        Thread.onSpinWait();
                                    }
                                    return "done";
                                })));
            }
            await().until(() -> running.get() > 0);

            assertThat(byVirtualThread(() -> "bystander")).succeedsWithin(5, SECONDS);

            computing.set(false);
            crowd.forEach(CompletableFuture::join);
        }
    }

    private void occupy() {
        var began = new CountDownLatch(1);
        byVirtualThread(() ->
                pool.compute(() -> {
                    began.countDown();
                    return awaitRelease();
                }));
        await().until(() -> began.getCount() == 0);
    }

    private CompletableFuture<String> submit() {
        return byVirtualThread(() -> pool.compute(() -> "done"));
    }

    private String awaitRelease() {
        try {
            release.await();
            return "released";
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> CompletableFuture<T> byVirtualThread(java.util.function.Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, Executors.newVirtualThreadPerTaskExecutor());
    }

    private ComputePool pool(int queue, Duration patience) {
        return new ComputePool("hashes", new ComputeSettings(1, queue, patience), () -> left::get);
    }
}
