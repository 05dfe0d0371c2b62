package dev.agentworks.billing.usage;

import dev.agentworks.billing.usage.AdmitOutcome.Admitted;
import dev.agentworks.billing.usage.AdmitOutcome.KnownAlready;
import dev.agentworks.billing.usage.AdmitOutcome.NotCountable;
import dev.agentworks.billing.usage.AdmitOutcome.NotOpen;
import dev.agentworks.billing.usage.QuarantineTable.Resolution;
import dev.agentworks.events.usage.UsageEvent;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The events that are not counted, for operators, who decide about each and say why. */
@Service
public class Quarantine {
    private final QuarantineTable table;
    private final UsageLedger ledger;
    private final JsonMapper json;

    Quarantine(QuarantineTable table, UsageLedger ledger, JsonMapper json) {
        this.table = table;
        this.ledger = ledger;
        this.json = json;
    }

    /** Those nobody decided about, the oldest first. */
    @Transactional(readOnly = true)
    public List<QuarantinedEvent> open(@Nullable UUID after, int most) {
        return table.open(after, most);
    }

    /** Counts an event although it is as old or as early as it is; nothing else is overlooked. */
    @Transactional
    public AdmitOutcome admit(UUID id, String by, String note) {
        return table.lock(id).map(it -> admitted(it, by, note)).orElseGet(NotOpen::new);
    }

    /** Leaves it uncounted; false when there is none such, or it was decided before. */
    @Transactional
    public boolean drop(UUID id, String by, String note) {
        var found = table.lock(id);
        found.ifPresent(it -> table.resolve(it.id(), Resolution.DROPPED, by, note));
        return found.isPresent();
    }

    private AdmitOutcome admitted(QuarantinedEvent kept, String by, String note) {
        UsageEvent event;
        try {
            event = json.readValue(kept.payload(), UsageEvent.class);
        } catch (JacksonException e) {
            return new NotCountable("it is no usage event");
        }
        var problem = UsageValidation.problemOf(event);
        if (problem != null) {
            return new NotCountable(problem.detail());
        }
        var outcome = ledger.recordAll(List.of(UsageEntry.told(event, kept.payload()))).getFirst();
        table.resolve(kept.id(), Resolution.ADMITTED, by, note);
        return switch (outcome) {
            case RecordOutcome.Recorded _ -> new Admitted();
            case RecordOutcome.AlreadyRecorded _, RecordOutcome.Conflict _ -> new KnownAlready();
        };
    }
}
