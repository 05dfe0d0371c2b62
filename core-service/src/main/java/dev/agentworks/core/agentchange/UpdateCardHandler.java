package dev.agentworks.core.agentchange;

import dev.agentworks.core.activity.Actor;
import dev.agentworks.core.agentchange.EffectResult.CardUpdated;
import dev.agentworks.core.card.CardChange;
import dev.agentworks.core.card.CardId;
import dev.agentworks.core.card.CardRow;
import dev.agentworks.core.card.CardStatus;
import dev.agentworks.core.card.Cards;
import dev.agentworks.core.workspace.Access;
import dev.agentworks.core.workspace.WorkspaceId;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.web.PatchField;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Changes fields of the agent's card or of one of its children. */
@Component
class UpdateCardHandler implements EffectHandler<Effect.UpdateCard, CardUpdated> {

    private final Cards cards;

    UpdateCardHandler(Cards cards) {
        this.cards = cards;
    }

    @Override
    public Class<CardUpdated> resultType() {
        return CardUpdated.class;
    }

    @Override
    public CardUpdated apply(
            Effect.UpdateCard effect, CardRow card, EffectIdentity identity, Actor.Agent agent) {
        requireNotDone(effect.status());
        var target = new CardId(ownCard(card, effect.card()).id());
        var changed = cards.change(target, change(effect), null, agent).card();
        return new CardUpdated(target, changed.key(), changed.version());
    }

    private static CardChange change(Effect.UpdateCard effect) {
        return new CardChange(
                effect.title(),
                effect.description(),
                effect.acceptanceCriteria(),
                effect.labels(),
                null,
                effect.priority(),
                effect.status(),
                null,
                effect.estimate() == null ? null : new PatchField<>(effect.estimate()),
                null,
                null,
                null);
    }

    /** The card itself or one of its children: an agent changes no other. */
    private CardRow ownCard(CardRow card, @Nullable String named) {
        if (named == null || named.equals(card.key()) || named.equals(card.id().toString())) {
            return card;
        }
        var other = cards.require(new WorkspaceId(card.workspaceId()), named);
        if (!card.id().equals(other.parentId())) {
            throw Access.notFound("card among this card and its children");
        }
        return other;
    }

    /** An agent cannot open a gate by calling its own work, or a bug it should mend, done. */
    private static void requireNotDone(@Nullable CardStatus status) {
        if (status == CardStatus.DONE) {
            throw new ProblemException(
                            CommonError.INVALID_REQUEST,
                            "Only a person or the last lane makes a card DONE.")
                    .invalid("/status", "must not be DONE");
        }
    }
}
