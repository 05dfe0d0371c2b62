package dev.agentworks.core.agentchange;

import dev.agentworks.core.activity.Actor;
import dev.agentworks.core.agentchange.EffectResult.CardCreated;
import dev.agentworks.core.card.CardId;
import dev.agentworks.core.card.CardRow;
import dev.agentworks.core.card.Cards;
import dev.agentworks.core.card.NewCard;
import dev.agentworks.core.card.Priority;
import dev.agentworks.core.project.ProjectId;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Makes a child of the agent's card, in the lane where its kind begins. */
@Component
class CreateCardHandler implements EffectHandler<Effect.CreateCard, CardCreated> {

    private final Cards cards;

    CreateCardHandler(Cards cards) {
        this.cards = cards;
    }

    @Override
    public Class<CardCreated> resultType() {
        return CardCreated.class;
    }

    @Override
    public CardCreated apply(
            Effect.CreateCard effect, CardRow card, EffectIdentity identity, Actor.Agent agent) {
        var number = identity.cardNumber();
        var reserved =
                number == null ? null : new NewCard.Reserved(new CardId(identity.id()), number);
        var made =
                cards.create(new ProjectId(card.projectId()), child(effect, card), reserved, agent)
                        .card();
        return new CardCreated(new CardId(made.id()), made.key());
    }

    private static NewCard child(Effect.CreateCard effect, CardRow parent) {
        return new NewCard(
                effect.title(),
                effect.type(),
                Objects.requireNonNullElse(effect.description(), ""),
                effect.type().home(parent.lane()),
                Objects.requireNonNullElse(effect.priority(), Priority.MEDIUM),
                Objects.requireNonNullElse(effect.labels(), List.of()),
                Objects.requireNonNullElse(effect.acceptanceCriteria(), List.of()),
                effect.estimate(),
                new CardId(parent.id()));
    }
}
