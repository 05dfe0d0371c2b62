package dev.agentworks.starter.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.transaction.support.TransactionSynchronizationManager;

@Timeout(20)
class GroupCommitTests {
    private final List<List<String>> batches = new CopyOnWriteArrayList<>();

    @Test
    void writesTheItemOfASingleCallerOnItsOwnThread() {
        var thread = new AtomicReference<Thread>();
        var commit =
                new GroupCommit<String, String>(
                        "test",
                        item -> item,
                        items -> {
                            thread.set(Thread.currentThread());
                            return items.stream().map(item -> item + "!").toList();
                        });

        assertThat(commit.submit("a")).isEqualTo("a!");
        assertThat(thread.get()).isSameAs(Thread.currentThread());
    }

    @Test
    void writesWhatCameMeanwhileInOneOrderedBatch() throws Exception {
        var firstIsBeingWritten = new CountDownLatch(1);
        var others = new CountDownLatch(1);
        var commit =
                new GroupCommit<String, String>(
                        "test",
                        item -> item,
                        items -> {
                            batches.add(List.copyOf(items));
                            firstIsBeingWritten.countDown();
                            await(others);
                            return items;
                        });
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var results = new ArrayList<Future<String>>();
            results.add(threads.submit(() -> commit.submit("first")));
            firstIsBeingWritten.await();
            queued(threads, commit, results, "c", "a", "b");
            others.countDown();

            for (var result : results) {
                result.get();
            }
        }

        assertThat(batches.getFirst()).containsExactly("first");
        assertThat(batches.stream().flatMap(List::stream))
                .containsExactlyInAnyOrder("first", "a", "b", "c");
        assertThat(batches).allSatisfy(batch -> assertThat(batch).isSorted());
    }

    @Test
    void writesEachAloneWhenABatchFailedAndNothingWasWritten() {
        var commit = new GroupCommit<String, String>("test", item -> item, this::refusesBad);

        assertThat(commit.submit("good")).isEqualTo("good");
        assertThatThrownBy(() -> commit.submit("bad")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void failsOnlyTheItemThatCannotBeWritten() throws Exception {
        var firstIsBeingWritten = new CountDownLatch(1);
        var others = new CountDownLatch(1);
        var commit =
                new GroupCommit<String, String>(
                        "test",
                        item -> item,
                        items -> {
                            firstIsBeingWritten.countDown();
                            await(others);
                            return refusesBad(items);
                        });
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var results = new ArrayList<Future<String>>();
            results.add(threads.submit(() -> commit.submit("first")));
            firstIsBeingWritten.await();
            queued(threads, commit, results, "good", "bad", "fine");
            others.countDown();

            assertThat(results.get(1).get()).isEqualTo("good");
            assertThat(results.get(3).get()).isEqualTo("fine");
            assertThatThrownBy(() -> results.get(2).get())
                    .hasRootCauseInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void tellsEveryCallerOfAFailureThatMayHaveWrittenSomething() {
        var commit =
                new GroupCommit<String, String>(
                        "test", 1, item -> item, this::refusesBad, _ -> false);

        assertThatThrownBy(() -> commit.submit("bad")).isInstanceOf(IllegalStateException.class);
        assertThat(batches).containsExactly(List.of("bad"));
    }

    @Test
    void keepsOutOfTheTransactionOfItsCaller() {
        var thread = new AtomicReference<Thread>();
        var commit =
                new GroupCommit<String, String>(
                        "test",
                        item -> item,
                        items -> {
                            thread.set(Thread.currentThread());
                            return items;
                        });
        TransactionSynchronizationManager.setActualTransactionActive(true);
        try {
            assertThat(commit.submit("a")).isEqualTo("a");
            assertThat(thread.get()).isNotSameAs(Thread.currentThread());
        } finally {
            TransactionSynchronizationManager.setActualTransactionActive(false);
        }
    }

    @Test
    void answersEveryoneOfManyCallers() throws Exception {
        var commit =
                new GroupCommit<Integer, Integer>(
                        "test",
                        2,
                        Object::toString,
                        items -> items.stream().map(item -> item * 2).toList(),
                        _ -> true);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var results =
                    IntStream.range(0, 5_000)
                            .mapToObj(item -> threads.submit(() -> commit.submit(item)))
                            .toList();

            for (int item = 0; item < results.size(); item++) {
                assertThat(results.get(item).get()).isEqualTo(item * 2);
            }
        }
    }

    private List<String> refusesBad(List<String> items) {
        batches.add(List.copyOf(items));
        if (items.contains("bad")) {
            throw new IllegalStateException("bad");
        }
        return items;
    }

    // a submitted item waits in the queue as soon as its thread has parked
    private static void queued(
            ExecutorService threads,
            GroupCommit<String, String> commit,
            List<Future<String>> results,
            String... items) {
        var parked = new ArrayList<Thread>();
        for (var item : items) {
            var began = new CompletableFuture<Thread>();
            results.add(
                    threads.submit(() -> {
                        began.complete(Thread.currentThread());
                        return commit.submit(item);
                    }));
            parked.add(began.join());
        }
        Awaitility.await()
                .until(() ->
                        parked.stream()
                                .allMatch(thread -> thread.getState() == Thread.State.WAITING));
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody came");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
