package dev.agentworks.core.project;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.agentworks.starter.identifier.Uuids;
import jakarta.persistence.Embeddable;
import java.util.UUID;

/** A project's id. */
@Embeddable
public record ProjectId(@JsonValue UUID value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ProjectId {}

    /** A new id, greater than those before it. */
    public static ProjectId next() {
        return new ProjectId(Uuids.v7());
    }

    public static ProjectId of(String text) {
        return new ProjectId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
