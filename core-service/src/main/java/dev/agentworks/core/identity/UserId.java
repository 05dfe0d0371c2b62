package dev.agentworks.core.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.agentworks.starter.identifier.Uuids;
import jakarta.persistence.Embeddable;
import java.util.UUID;

/** A person's id. */
@Embeddable
public record UserId(@JsonValue UUID value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public UserId {}

    /** A new id, greater than those before it. */
    public static UserId next() {
        return new UserId(Uuids.v7());
    }

    public static UserId of(String text) {
        return new UserId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
