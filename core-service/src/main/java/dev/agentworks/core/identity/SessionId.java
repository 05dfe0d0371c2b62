package dev.agentworks.core.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.agentworks.starter.identifier.Uuids;
import jakarta.persistence.Embeddable;
import java.util.UUID;

/** A session's id. */
@Embeddable
public record SessionId(@JsonValue UUID value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public SessionId {}

    /** A new id, greater than those before it. */
    public static SessionId next() {
        return new SessionId(Uuids.v7());
    }

    public static SessionId of(String text) {
        return new SessionId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
