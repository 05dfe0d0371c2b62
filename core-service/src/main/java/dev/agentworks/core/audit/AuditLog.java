package dev.agentworks.core.audit;

import dev.agentworks.starter.identifier.Uuids;
import dev.agentworks.starter.web.CursorRequest;
import dev.agentworks.starter.web.Page;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** The audit logs of all workspaces. Whoever reads one has seen to it that the reader may. */
@Service
public class AuditLog {

    private final AuditTable table;
    private final JsonMapper json;
    private final Clock clock;

    AuditLog(AuditTable table, JsonMapper json, Clock clock) {
        this.table = table;
        this.json = json;
        this.clock = clock;
    }

    /** Writes what the current request changes, in the transaction that changes it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void record(
            UUID workspace, AuditAction action, AuditThing thing, Map<String, ?> details) {
        var origin = RequestOrigin.current();
        var kind =
                origin.person() == null
                        ? AuditActor.Kind.PLATFORM
                        : origin.apiKey() == null
                                ? AuditActor.Kind.PERSON
                                : AuditActor.Kind.API_KEY;
        write(workspace, kind, origin, action, thing, details);
    }

    /** The same for a person whom the request does not name, because it opens their account. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void recordFor(
            UUID person,
            UUID workspace,
            AuditAction action,
            AuditThing thing,
            Map<String, ?> details) {
        var origin = new RequestOrigin(person, null, RequestOrigin.current().address());
        write(workspace, AuditActor.Kind.PERSON, origin, action, thing, details);
    }

    private void write(
            UUID workspace,
            AuditActor.Kind kind,
            RequestOrigin origin,
            AuditAction action,
            AuditThing thing,
            Map<String, ?> details) {
        table.add(
                new AuditTable.Row(
                        Uuids.v7(),
                        workspace,
                        Timestamp.from(clock.instant()),
                        kind,
                        origin,
                        action.text(),
                        thing,
                        json.writeValueAsString(details)));
    }

    /** The entries of a workspace, the newest first. */
    @Transactional(readOnly = true)
    public Page<AuditEntry> read(UUID workspace, AuditFilter filter, CursorRequest request) {
        return request.pageOf(
                table.read(workspace, filter, request),
                entry -> new CursorRequest.Moment(entry.at(), entry.id()));
    }
}
