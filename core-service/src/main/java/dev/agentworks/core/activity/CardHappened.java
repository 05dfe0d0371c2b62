package dev.agentworks.core.activity;

import dev.agentworks.events.card.Change;
import java.util.Map;

/**
 * Something was recorded of a card; heard in the transaction in which it happened.
 *
 * @param action as the history names it
 * @param changes by field; {@code assignee} and {@code mentioned} name people by their ids
 */
public record CardHappened(CardRef card, Actor actor, String action, Map<String, Change> changes) {

    public CardHappened {
        changes = Map.copyOf(changes);
    }
}
