package dev.agentworks.local.pubsub.grpc;

import com.google.protobuf.Empty;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;

/** Ends a call with a value or an error status. */
final class Replies {

    private Replies() {}

    static <T> void reply(StreamObserver<T> call, Supplier<T> work) {
        replyLater(call, () -> CompletableFuture.completedFuture(work.get()), Function.identity());
    }

    static void replyEmpty(StreamObserver<Empty> call, Runnable work) {
        reply(
                call,
                () -> {
                    work.run();
                    return Empty.getDefaultInstance();
                });
    }

    static <V, T> void replyLater(
            StreamObserver<T> call, Supplier<CompletableFuture<V>> work, Function<V, T> reply) {
        try {
            work.get()
                    .whenComplete((value, failure) -> {
                        if (failure == null) {
                            call.onNext(reply.apply(value));
                            call.onCompleted();
                        } else {
                            call.onError(status(failure));
                        }
                    });
        } catch (RuntimeException e) {
            call.onError(status(e));
        }
    }

    static StatusRuntimeException status(Throwable failure) {
        return switch (failure) {
            case StatusRuntimeException refused -> refused;
            case CompletionException wrapped when wrapped.getCause() != null ->
                    status(wrapped.getCause());
            default ->
                    Status.INTERNAL
                            .withDescription("The emulator failed.")
                            .withCause(failure)
                            .asRuntimeException();
        };
    }
}
