package dev.agentworks.system;

import dev.agentworks.system.RunningStack.Stack;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Kills a service every few seconds in an order that follows from the seed; the launcher restarts
 * it.
 */
final class RandomKills implements AutoCloseable {

    private static final List<String> SERVICES =
            List.of("orchestrator", "router", "core", "monitor", "billing", "gateway");
    private static final int SHORTEST_PAUSE = 4;
    private static final int LONGEST_PAUSE = 10;
    private static final int MOST = 8;

    private final Stack stack;
    private final Random random;
    private final List<String> order;
    private final List<String> done = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    private RandomKills(Stack stack, long seed) {
        this.stack = stack;
        this.random = new Random(seed);
        this.order = new ArrayList<>(SERVICES);
        Collections.shuffle(order, random);
    }

    static RandomKills on(Stack stack, long seed) {
        var kills = new RandomKills(stack, seed);
        kills.next();
        return kills;
    }

    List<String> done() {
        return new ArrayList<>(done);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private void next() {
        if (done.size() < MOST) {
            timer.schedule(
                    this::kill, random.nextInt(SHORTEST_PAUSE, LONGEST_PAUSE), TimeUnit.SECONDS);
        }
    }

    private void kill() {
        // each service once, in random order, then from the beginning
        var service = order.get(done.size() % order.size());
        if (stack.killIfRunning(service)) {
            done.add(service);
        }
        next();
    }
}
