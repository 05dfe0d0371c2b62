package dev.agentworks.core.document;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.agentworks.starter.identifier.Uuids;
import jakarta.persistence.Embeddable;
import java.util.UUID;

/** A document's id. */
@Embeddable
public record DocumentId(@JsonValue UUID value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public DocumentId {}

    /** A new id, greater than those before it. */
    public static DocumentId next() {
        return new DocumentId(Uuids.v7());
    }

    public static DocumentId of(String text) {
        return new DocumentId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
