package dev.agentworks.core.card;

import dev.agentworks.core.activity.Actor;
import dev.agentworks.core.activity.CardRef;
import org.jspecify.annotations.Nullable;

/** A person approved or rejected a card; heard in the transaction in which it happened. */
public record CardReviewed(CardRef card, @Nullable String note, Actor.Person person) {}
