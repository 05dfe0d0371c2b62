package dev.agentworks.core.audit;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who did it.
 *
 * @param id of the person, or of the person behind the key; null for the platform
 * @param name as they were called then
 */
public record AuditActor(
        Kind kind, @Nullable UUID id, String name, @Nullable UUID apiKeyId, @Nullable UUID runId) {

    /** Sorts of actors. */
    public enum Kind {
        PERSON,
        API_KEY,
        AGENT,
        PLATFORM;

        @JsonValue
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
