package dev.agentworks.router.execution;

import dev.agentworks.router.ledger.Ledger;
import dev.agentworks.router.provider.model.FailureClass;
import dev.agentworks.router.provider.model.VendorFailure;
import dev.agentworks.router.recorder.CallRecorder;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The calls of this instance, each on a thread of its own; keeps their leases. */
@Component
public class Calls implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(Calls.class);

    private final Map<String, RunningCall> calls = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CallExecutor executor;
    private final Ledger ledger;
    private final CallSettings settings;
    private final CallTraces traces;
    private final Clock clock;

    Calls(
            CallExecutor executor,
            Ledger ledger,
            CallSettings settings,
            CallTraces traces,
            Clock clock) {
        this.executor = executor;
        this.ledger = ledger;
        this.settings = settings;
        this.traces = traces;
        this.clock = clock;
    }

    /** Whether no further call is taken at the moment. */
    public boolean isFull() {
        return calls.size() >= settings.concurrent();
    }

    /** Starts a call on a thread of its own; its readers follow its progress. */
    public RunningCall start(CallRecorder recorder, CallOrder order) {
        var call = new RunningCall(recorder, order, clock.instant());
        calls.put(call.key(), call);
        threads.execute(
                traces.carried(() -> {
                    try {
                        executor.run(call);
                    } finally {
                        calls.remove(call.key(), call);
                    }
                }));
        return call;
    }

    /**
     * Executes a call on the thread of its caller, which has nothing to do before the end.
     *
     * @param begun is given the call before it begins; what it returns is closed at the end
     */
    public RunningCall run(
            CallRecorder recorder, CallOrder order, Function<RunningCall, Observation> begun) {
        var call = new RunningCall(recorder, order, clock.instant());
        calls.put(call.key(), call);
        try (var _ = begun.apply(call)) {
            executor.run(call);
        } finally {
            calls.remove(call.key(), call);
        }
        return call;
    }

    /** The observation of one call, which ends with the call. */
    public interface Observation extends AutoCloseable {
        @Override
        void close();
    }

    /** The call with this key, while it runs here. */
    public Optional<RunningCall> find(String key) {
        return Optional.ofNullable(calls.get(key));
    }

    @Scheduled(fixedDelayString = "${agentworks.router.ledger.renew-every:2s}")
    void keepLeases() {
        for (var key : ledger.renew(List.copyOf(calls.keySet()))) {
            find(key).ifPresent(RunningCall::cancel);
        }
        int lost = ledger.sweep();
        if (lost > 0) {
            LOG.warn("{} calls of a router that died are indeterminate", lost);
        }
        int forsaken = ledger.forsake();
        if (forsaken > 0) {
            LOG.info(
                    "{} calls of a router that died were never made, their money is free",
                    forsaken);
        }
    }

    @Override
    public void destroy() throws InterruptedException {
        threads.shutdown();
        if (!threads.awaitTermination(settings.stopGrace().toMillis(), TimeUnit.MILLISECONDS)) {
            var stopping = VendorFailure.of(FailureClass.STREAM_BROKEN, "The router is stopping.");
            calls.values().forEach(call -> call.stop(stopping));
            threads.awaitTermination(settings.stopGrace().toMillis(), TimeUnit.MILLISECONDS);
        }
    }
}
