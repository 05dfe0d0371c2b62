package dev.agentworks.monitor.intake;

import dev.agentworks.events.log.LogBatch;
import dev.agentworks.monitor.history.LogHistory;
import dev.agentworks.monitor.status.Runs;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;
import tools.jackson.databind.json.JsonMapper;

/** Stores lines as another instance would, without notifying this one. */
public final class OtherInstance {
    private final LogStreams streams;
    private final LogHistory history;

    public OtherInstance(ApplicationContext context) {
        this.history = context.getBean(LogHistory.class);
        this.streams =
                new LogStreams(
                        context.getBean(StreamStore.class),
                        context.getBean(Runs.class),
                        List.of(),
                        context.getBean(PlatformTransactionManager.class),
                        context.getBean(JsonMapper.class),
                        context.getBean(Clock.class),
                        context.getBean(MeterRegistry.class));
    }

    /** Stores the batch and returns the update a notification would carry. */
    public StreamUpdate append(LogBatch batch) {
        streams.append(batch);
        var head = history.head(batch.workspaceId(), batch.runId()).orElseThrow();
        var lines =
                history.page(
                        batch.workspaceId(),
                        batch.runId(),
                        head.next() - batch.entries().size(),
                        batch.entries().size());
        return new StreamUpdate(head, lines);
    }
}
