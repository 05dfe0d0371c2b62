package dev.agentworks.core.workspace;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.agentworks.starter.identifier.Uuids;
import jakarta.persistence.Embeddable;
import java.util.UUID;

/** A workspace's id. */
@Embeddable
public record WorkspaceId(@JsonValue UUID value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public WorkspaceId {}

    /** A new id, greater than those before it. */
    public static WorkspaceId next() {
        return new WorkspaceId(Uuids.v7());
    }

    public static WorkspaceId of(String text) {
        return new WorkspaceId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
