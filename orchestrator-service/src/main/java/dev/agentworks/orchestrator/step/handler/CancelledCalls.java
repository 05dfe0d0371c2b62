package dev.agentworks.orchestrator.step.handler;

import dev.agentworks.orchestrator.client.CompletionRequest;
import dev.agentworks.orchestrator.client.CompletionResult;
import dev.agentworks.orchestrator.client.Interruption;
import dev.agentworks.orchestrator.client.Router;
import dev.agentworks.orchestrator.run.model.RunChange;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Ends a model call at the vendor and asks what it cost until then. */
@Component
class CancelledCalls implements DisposableBean {

    private static final long PATIENCE_SECONDS = 5;

    private final Router router;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("cancelled-calls").factory());

    CancelledCalls(Router router) {
        this.router = router;
    }

    /**
     * The router keeps the cost in any case; the run tells it when it is known in time.
     *
     * @throws dev.agentworks.starter.servicetoken.RemoteProblem when the router does not take the
     *     end
     */
    RunChange end(String key, CompletionRequest request) {
        router.cancel(key);
        var enough = new Interruption();
        var limit =
                timer.schedule(
                        () -> enough.interrupt(Interruption.Reason.SHUTDOWN),
                        PATIENCE_SECONDS,
                        TimeUnit.SECONDS);
        var answer = router.complete(key, request, _ -> {}, enough);
        limit.cancel(false);
        return answer instanceof CompletionResult.Outcome(var completion)
                ? Usage.add(RunChange.none(), completion)
                : RunChange.none();
    }

    @Override
    public void destroy() {
        timer.shutdownNow();
    }
}
