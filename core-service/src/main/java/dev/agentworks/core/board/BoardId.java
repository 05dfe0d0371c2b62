package dev.agentworks.core.board;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.agentworks.starter.identifier.Uuids;
import jakarta.persistence.Embeddable;
import java.util.UUID;

/** A board's id. */
@Embeddable
public record BoardId(@JsonValue UUID value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public BoardId {}

    /** A new id, greater than those before it. */
    public static BoardId next() {
        return new BoardId(Uuids.v7());
    }

    public static BoardId of(String text) {
        return new BoardId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
