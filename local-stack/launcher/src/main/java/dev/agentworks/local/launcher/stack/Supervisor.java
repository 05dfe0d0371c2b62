package dev.agentworks.local.launcher.stack;

import dev.agentworks.local.launcher.Progress;
import dev.agentworks.local.launcher.StackFailure;
import dev.agentworks.local.launcher.StackInUse;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * Owns a stack for as long as its process lives: clears what an earlier one left, starts, tells how
 * it stands, ends.
 */
public final class Supervisor {

    private final StackSettings settings;
    private final Progress progress;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile StackState.Phase phase = StackState.Phase.STARTING;
    private volatile String message = "starting";

    public Supervisor(StackSettings settings, Progress progress) {
        this.settings = settings;
        this.progress = progress;
    }

    /**
     * Starts the stack.
     *
     * @throws StackInUse when another launcher is at work on the same folder
     * @throws StackFailure when it cannot be started; nothing is left running then
     */
    public void start() {
        var home = settings.home();
        home.prepare();
        var lock = StackLock.take(home);
        endLeftovers(home);
        home.removeDrafts();
        var stack = new Stack(settings, Secrets.of(home), this::save, progress);
        save(stack);
        try {
            settings.ports().requireFree();
            Runtime.getRuntime()
                    .addShutdownHook(Thread.ofPlatform().unstarted(() -> stop(stack, lock)));
            stack.start();
            phase = StackState.Phase.READY;
            message = "ready";
            save(stack);
        } catch (RuntimeException failure) {
            phase = StackState.Phase.FAILED;
            message =
                    failure instanceof StackFailure known
                            ? String.valueOf(known.getMessage())
                            : failure.toString();
            save(stack);
            throw failure;
        }
    }

    /** Waits until the process is asked to end. */
    public void await() throws InterruptedException {
        ended.await();
    }

    /**
     * Ends what a launcher that was killed left behind, so that a new start never meets an old
     * process.
     */
    static void endLeftovers(StackHome home) {
        StackState.of(home)
                .ifPresent(state -> {
                    var services = state.processes().reversed();
                    services.forEach(mark -> mark.end(Duration.ofSeconds(15)));
                });
        StackProcesses.endAll(home);
    }

    private void stop(Stack stack, StackLock lock) {
        progress.report("stopping");
        stack.stop();
        // what prepares a start is no part of the stack
        ProcessHandle.current()
                .descendants()
                .forEach(process -> ProcessMark.of("", process).end(Duration.ofSeconds(5)));
        lock.close();
        ended.countDown();
    }

    private synchronized void save(Stack stack) {
        new StackState(
                        phase,
                        message,
                        settings.ports().base(),
                        ProcessMark.of("launcher", ProcessHandle.current()),
                        stack.marks())
                .save(settings.home());
    }
}
