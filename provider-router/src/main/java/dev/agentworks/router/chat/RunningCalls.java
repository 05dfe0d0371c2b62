package dev.agentworks.router.chat;

import dev.agentworks.router.ledger.Ledger;
import dev.agentworks.router.provider.FailureClass;
import dev.agentworks.router.provider.VendorFailure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The calls of this instance, each on a thread of its own; keeps their leases. */
@Component
class RunningCalls implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(RunningCalls.class);

    private final Map<String, RunningCall> calls = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CallWork work;
    private final Ledger ledger;
    private final CompletionSettings settings;

    RunningCalls(CallWork work, Ledger ledger, CompletionSettings settings) {
        this.work = work;
        this.ledger = ledger;
        this.settings = settings;
    }

    boolean isFull() {
        return calls.size() >= settings.concurrentCalls();
    }

    void start(RunningCall call) {
        calls.put(call.key(), call);
        threads.execute(
                work.inContext(() -> {
                    try {
                        work.run(call);
                    } finally {
                        calls.remove(call.key(), call);
                    }
                }));
    }

    Optional<RunningCall> find(String key) {
        return Optional.ofNullable(calls.get(key));
    }

    static void cancel(RunningCall call) {
        call.control().stop(VendorFailure.of(FailureClass.CANCELLED, "The call was cancelled."));
    }

    @Scheduled(fixedDelayString = "${agentworks.router.ledger.renew-every:2s}")
    void keepLeases() {
        for (var key : ledger.renew(List.copyOf(calls.keySet()))) {
            find(key).ifPresent(RunningCalls::cancel);
        }
        int lost = ledger.sweep();
        if (lost > 0) {
            LOG.warn("{} calls of a router that died are indeterminate", lost);
        }
    }

    @Override
    public void destroy() throws InterruptedException {
        threads.shutdown();
        if (!threads.awaitTermination(settings.stopGrace().toMillis(), TimeUnit.MILLISECONDS)) {
            var stopping = VendorFailure.of(FailureClass.STREAM_BROKEN, "The router is stopping.");
            calls.values().forEach(call -> call.control().stop(stopping));
            threads.awaitTermination(settings.stopGrace().toMillis(), TimeUnit.MILLISECONDS);
        }
    }
}
