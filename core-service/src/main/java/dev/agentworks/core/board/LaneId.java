package dev.agentworks.core.board;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.agentworks.starter.identifier.Uuids;
import jakarta.persistence.Embeddable;
import java.util.UUID;

/** A lane's id. */
@Embeddable
public record LaneId(@JsonValue UUID value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public LaneId {}

    /** A new id, greater than those before it. */
    public static LaneId next() {
        return new LaneId(Uuids.v7());
    }

    public static LaneId of(String text) {
        return new LaneId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
