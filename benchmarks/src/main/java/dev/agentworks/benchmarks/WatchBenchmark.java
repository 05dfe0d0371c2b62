package dev.agentworks.benchmarks;

import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How soon a move is seen by others: from sending it until its event is at a watcher, with one
 * watcher and then with many, and whether each watcher gets each event once.
 *
 * <p>Many watchers of one person need {@code AGENTWORKS_SOCKETS_PERPERSON} at the gateway.
 */
public final class WatchBenchmark {

    private static final int CARDS = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final BenchmarkBoard board;
    private final List<String> cards = new ArrayList<>();
    private final Map<String, AtomicInteger> versions = new ConcurrentHashMap<>();
    private final Map<String, Long> sent = new ConcurrentHashMap<>();

    private WatchBenchmark(BenchmarkBoard board) {
        this.board = board;
    }

    public static void main(String[] arguments) throws Exception {
        var url = arguments.length > 0 ? arguments[0] : "http://localhost:8080";
        var benchmark = new WatchBenchmark(BenchmarkBoard.create(url));
        for (int i = 0; i < CARDS; i++) {
            var card = benchmark.board.createCard(i);
            benchmark.cards.add(card);
            benchmark.versions.put(card, new AtomicInteger(1));
        }
        var rate = BoardBenchmark.number("rate", 20);
        var seconds = BoardBenchmark.number("seconds", 15);
        benchmark.measure(1, rate, 5, false);
        benchmark.measure(1, rate, seconds, true);
        benchmark.measure(BoardBenchmark.number("watchers", 500), rate, seconds, true);
    }

    private void measure(int count, int rate, int seconds, boolean told) throws Exception {
        sent.clear();
        var micros = new ConcurrentHistogram(3);
        var moves = rate * seconds;
        try (var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            var watchers = new ArrayList<Watcher>();
            for (int i = 0; i < count; i++) {
                var watcher = new Watcher(moves, micros);
                watchers.add(watcher);
                var _ = http.sendAsync(board.feed(), _ -> watcher.reading());
            }
            for (var watcher : watchers) {
                require(watcher.ready, "a watcher is not let in");
            }
            var begin = System.nanoTime();
            for (int i = 0; i < moves; i++) {
                LockSupport.parkNanos(begin + i * 1_000_000_000L / rate - System.nanoTime());
                move(cards.get(i % CARDS));
            }
            for (var watcher : watchers) {
                require(watcher.all, "a watcher misses events");
            }
            // a second copy of an event would come about now
            TimeUnit.SECONDS.sleep(1);
            if (watchers.stream().anyMatch(watcher -> watcher.seen.get() != moves)) {
                throw new IllegalStateException("a watcher saw an event twice");
            }
            watchers.forEach(Watcher::leave);
            http.shutdownNow();
        }
        if (told) {
            report("move seen by %d, %d moves/s".formatted(count, rate), micros);
        }
    }

    private static void report(String name, Histogram micros) {
        BoardBenchmark.percentiles(name, micros, 50, 95, 99);
        BoardBenchmark.figure(name + ", events", micros.getTotalCount(), "");
    }

    private void move(String card) {
        var next = Objects.requireNonNull(versions.get(card)).incrementAndGet();
        sent.put(card + "/" + next, System.nanoTime());
        while (!board.moveToNextLane(card)) {
            Thread.onSpinWait(); // refused for a retry: nothing was changed
        }
    }

    private static void require(CountDownLatch done, String otherwise) throws InterruptedException {
        if (!done.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException(otherwise);
        }
    }

    /** One open feed. */
    private final class Watcher implements Flow.Subscriber<String> {

        private final CountDownLatch ready = new CountDownLatch(1);
        private final CountDownLatch all;
        private final AtomicInteger seen = new AtomicInteger();
        private final Histogram micros;
        private volatile Flow.Subscription subscription =
                new Flow.Subscription() {
                    @Override
                    public void request(long lines) {}

                    @Override
                    public void cancel() {}
                };

        Watcher(int moves, Histogram micros) {
            this.all = new CountDownLatch(moves);
            this.micros = micros;
        }

        HttpResponse.BodySubscriber<Void> reading() {
            return HttpResponse.BodySubscribers.fromLineSubscriber(this);
        }

        void leave() {
            subscription.cancel();
        }

        @Override
        public void onSubscribe(Flow.Subscription opened) {
            subscription = opened;
            opened.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(String line) {
            if (line.startsWith("data: {")) {
                var arrived = System.nanoTime();
                heard(JSON.readTree(line.substring("data: ".length())), arrived);
            }
        }

        private void heard(JsonNode frame, long arrived) {
            switch (frame.path("type").asString()) {
                case "ready" -> ready.countDown();
                case "card.moved" -> {
                    var data = frame.path("data");
                    var begin =
                            sent.get(
                                    data.path("cardId").asString()
                                            + "/"
                                            + data.path("cardVersion").asInt());
                    if (begin != null) {
                        micros.recordValue((arrived - begin) / 1_000);
                        seen.incrementAndGet();
                        all.countDown();
                    }
                }
                default -> {}
            }
        }

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onComplete() {}
    }
}
