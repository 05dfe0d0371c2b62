package dev.agentworks.local.launcher.stack;

import dev.agentworks.local.launcher.StackFailure;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Does the same to several things at once and fails with the first that failed. */
final class SideBySide {

    private SideBySide() {}

    static <T> void run(List<T> things, int atOnce, Consumer<T> work) {
        try (var executor = Executors.newFixedThreadPool(atOnce)) {
            var running =
                    things.stream()
                            .map(thing -> executor.submit(() -> work.accept(thing)))
                            .toList();
            for (var task : running) {
                task.get();
            }
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof StackFailure known) {
                throw known;
            }
            throw new IllegalStateException(failure.getCause());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new StackFailure("interrupted");
        }
    }
}
