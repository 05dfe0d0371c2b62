package dev.agentworks.events.card;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What happened to the card. */
public enum CardEventType {
    @JsonProperty("created")
    CREATED,
    @JsonProperty("updated")
    UPDATED,
    @JsonProperty("moved")
    MOVED,
    @JsonProperty("deleted")
    DELETED;

    /** The name in JSON and in the attribute {@code eventType}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
