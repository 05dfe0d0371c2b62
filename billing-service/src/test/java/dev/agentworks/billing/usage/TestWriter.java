package dev.agentworks.billing.usage;

import dev.agentworks.events.usage.UsageEvent;
import java.util.List;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/** Records usage as the intake does, for tests of other features. */
public final class TestWriter {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private final UsageLedger ledger;

    private TestWriter(UsageLedger ledger) {
        this.ledger = ledger;
    }

    public static TestWriter of(ApplicationContext context) {
        return new TestWriter(context.getBean(UsageLedger.class));
    }

    /** In one transaction. */
    public void write(List<UsageEvent> events) {
        ledger.recordAll(
                events.stream()
                        .map(event -> UsageEntry.told(event, JSON.writeValueAsString(event)))
                        .toList());
    }
}
