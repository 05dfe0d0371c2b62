package dev.agentworks.local.pubsub.broker;

import dev.agentworks.local.pubsub.journal.Journal;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** Gives an answer once what it says is written down. */
class Answer<T> implements Journal.Completion {

    private final CompletableFuture<T> future;
    private final T value;

    Answer(CompletableFuture<T> future, T value) {
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
