package dev.agentworks.core.audit;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One line of an audit log.
 *
 * @param action as {@link AuditAction#text()} says it
 * @param details what changed: JSON
 * @param address where the request came from; null when no person sent it
 */
public record AuditEntry(
        UUID id,
        Instant at,
        AuditActor actor,
        String action,
        AuditThing thing,
        @JsonRawValue String details,
        @Nullable String address) {}
