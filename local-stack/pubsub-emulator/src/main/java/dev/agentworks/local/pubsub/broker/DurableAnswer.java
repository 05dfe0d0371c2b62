package dev.agentworks.local.pubsub.broker;

import dev.agentworks.local.pubsub.journal.Journal;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** Completes a future when its record is durable. */
class DurableAnswer<T> implements Journal.Completion {

    private final CompletableFuture<T> future;
    private final T value;

    DurableAnswer(CompletableFuture<T> future, T value) {
        this.future = future;
        this.value = value;
    }

    @Override
    public void durable() {
        future.complete(value);
    }

    @Override
    public void lost(IOException cause) {
        future.completeExceptionally(Refusal.unavailable("The journal cannot be written.", cause));
    }
}
