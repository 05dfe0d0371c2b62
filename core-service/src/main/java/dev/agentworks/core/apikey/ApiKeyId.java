package dev.agentworks.core.apikey;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.agentworks.starter.identifier.Uuids;
import jakarta.persistence.Embeddable;
import java.util.UUID;

/** An API key's id. */
@Embeddable
public record ApiKeyId(@JsonValue UUID value) {

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public ApiKeyId {}

    /** A new id, greater than those before it. */
    public static ApiKeyId next() {
        return new ApiKeyId(Uuids.v7());
    }

    public static ApiKeyId of(String text) {
        return new ApiKeyId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
