package dev.agentworks.core.gate;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/**
 * Reads one kind of what cards are judged by, for many cards at once. The feature that owns it
 * implements it.
 */
public interface FactSource<T> {

    /** By card; one of which there is nothing to say may be left out. */
    Map<UUID, T> read(Collection<JudgedCard> cards);
}
