package dev.agentworks.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/**
 * A board of 1,000 cards through the gateway: how fast it is read by one client, and how fast cards
 * are moved and made by one client and by eight. Prints one line per figure. It uses only the
 * public API, so two versions of the services can be compared.
 *
 * <p>Calls carry API keys of one workspace in turn: each key has a rate limit of its own, so the
 * gateway's limits need not be changed. No lane of the board starts an agent.
 */
public final class BoardBenchmark {

    private static final int WARM_UP_READS = 50;
    private static final Duration WARM_UP = Duration.ofSeconds(5);
    private static final int CREATING_CLIENTS = 4;
    private static final Duration SETTLE = Duration.ofSeconds(5);

    private final BenchmarkBoard board;
    private List<String> cards = List.of();

    private BoardBenchmark(BenchmarkBoard board) {
        this.board = board;
    }

    public static void main(String[] arguments) throws Exception {
        var url = arguments.length > 0 ? arguments[0] : "http://localhost:8080";
        var benchmark = new BoardBenchmark(BenchmarkBoard.create(url));
        benchmark.createCards(number("cards", 1_000));
        benchmark.measureReads(number("reads", 300));
        var duration = Duration.ofSeconds(number("seconds", 15));
        for (var clients : List.of(1, 8)) {
            benchmark.measureMoves(clients, duration);
        }
        benchmark.requireEachCardOnce();
        for (var clients : List.of(1, 8)) {
            benchmark.measureCreations(clients, duration);
        }
    }

    private void createCards(int count) throws Exception {
        var begin = System.nanoTime();
        cards =
                inParallel(
                                CREATING_CLIENTS,
                                client ->
                                        IntStream.range(0, count)
                                                .filter(i -> i % CREATING_CLIENTS == client)
                                                .mapToObj(board::createCard)
                                                .toList())
                        .stream()
                        .flatMap(List::stream)
                        .toList();
        figure("cards created", cards.size(), "");
        figure("cards created per second", cards.size() / seconds(begin), "/s");
    }

    private void measureReads(int count) {
        LockSupport.parkNanos(SETTLE.toNanos());
        var found = board.cardCount();
        if (found != cards.size()) {
            throw new IllegalStateException(
                    "the board shows %d cards of %d".formatted(found, cards.size()));
        }
        for (int i = 0; i < WARM_UP_READS; i++) {
            board.read();
        }
        var micros = new Histogram(3);
        var bytes = 0L;
        var begin = System.nanoTime();
        for (int i = 0; i < count; i++) {
            var start = System.nanoTime();
            bytes = board.read();
            micros.recordValue((System.nanoTime() - start) / 1_000);
        }
        var seconds = seconds(begin);
        percentiles("board read", micros, 50, 95, 99);
        figure("board read, reads per second", count / seconds, "/s");
        figure("board read, compressed", bytes, "bytes");
    }

    private void measureMoves(int clients, Duration duration) throws Exception {
        moves(clients, WARM_UP);
        var begin = System.nanoTime();
        var moves = moves(clients, duration);
        var seconds = seconds(begin);
        var name = "move, %d client%s".formatted(clients, clients == 1 ? "" : "s");
        percentiles(name, moves.micros(), 50, 95);
        figure(name + ", moves per second", moves.micros().getTotalCount() / seconds, "/s");
        figure(name + ", refused for a retry", moves.refused(), "");
    }

    /** Whether a move lost a card or gave two one place. */
    private void requireEachCardOnce() {
        if (board.places().size() != cards.size()) {
            throw new IllegalStateException(
                    "%d cards have %d places".formatted(cards.size(), board.places().size()));
        }
    }

    private void measureCreations(int clients, Duration duration) throws Exception {
        creations(clients, WARM_UP);
        var begin = System.nanoTime();
        var micros = creations(clients, duration);
        var seconds = seconds(begin);
        var name = "creation, %d client%s".formatted(clients, clients == 1 ? "" : "s");
        percentiles(name, micros, 50, 95);
        figure(name + ", cards per second", micros.getTotalCount() / seconds, "/s");
    }

    private Histogram creations(int clients, Duration duration) throws Exception {
        var end = System.nanoTime() + duration.toNanos();
        var all = new Histogram(3);
        inParallel(
                        clients,
                        client -> {
                            var micros = new Histogram(3);
                            for (int i = client; System.nanoTime() < end; i += clients) {
                                var start = System.nanoTime();
                                board.createCard(i);
                                micros.recordValue((System.nanoTime() - start) / 1_000);
                            }
                            return micros;
                        })
                .forEach(all::add);
        return all;
    }

    /** Each client moves its own cards to the next lane, one after the other. */
    private Moves moves(int clients, Duration duration) throws Exception {
        var end = System.nanoTime() + duration.toNanos();
        return inParallel(clients, client -> movesOf(client, clients, end)).stream()
                .reduce(new Moves(new Histogram(3), 0), Moves::plus);
    }

    private Moves movesOf(int client, int clients, long end) {
        var micros = new Histogram(3);
        var refused = 0;
        for (int i = client; System.nanoTime() < end; i += clients) {
            var start = System.nanoTime();
            if (board.moveToNextLane(cards.get(i % cards.size()))) {
                micros.recordValue((System.nanoTime() - start) / 1_000);
            } else {
                refused++;
            }
        }
        return new Moves(micros, refused);
    }

    /** The times of moves in microseconds, and how many were refused. */
    private record Moves(Histogram micros, int refused) {
        Moves plus(Moves other) {
            var all = micros.copy();
            all.add(other.micros);
            return new Moves(all, refused + other.refused);
        }
    }

    interface Work<T> {
        T of(int client) throws Exception;
    }

    static <T> List<T> inParallel(int clients, Work<T> work) throws Exception {
        try (var threads = Executors.newFixedThreadPool(clients)) {
            var tasks = new ArrayList<Callable<T>>();
            for (int i = 0; i < clients; i++) {
                var client = i;
                tasks.add(() -> work.of(client));
            }
            var results = new ArrayList<T>();
            for (var result : threads.invokeAll(tasks)) {
                results.add(result.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a client failed", e.getCause());
        }
    }

    static void percentiles(String name, Histogram micros, int... percentiles) {
        for (var percentile : percentiles) {
            figure(
                    name + ", p" + percentile,
                    micros.getValueAtPercentile(percentile) / 1_000.0,
                    "ms");
        }
    }

    static void figure(String name, double value, String unit) {
        var text =
                value == Math.rint(value) && value >= 1_000
                        ? "%.0f".formatted(value)
                        : String.format(Locale.ROOT, "%.1f", value);
        System.out.printf(Locale.ROOT, "%-36s %12s %s%n", name, text, unit);
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    static int number(String name, int otherwise) {
        return Integer.getInteger(name, otherwise);
    }
}
