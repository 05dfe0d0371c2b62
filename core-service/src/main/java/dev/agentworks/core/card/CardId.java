package dev.agentworks.core.card;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.agentworks.starter.identifier.Uuids;
import jakarta.persistence.Embeddable;
import java.util.UUID;

/** A card's id. */
@Embeddable
public record CardId(@JsonValue UUID value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public CardId {}

    /** A new id, greater than those before it. */
    public static CardId next() {
        return new CardId(Uuids.v7());
    }

    public static CardId of(String text) {
        return new CardId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
