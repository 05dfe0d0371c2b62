package dev.agentworks.core.agentchange;

import dev.agentworks.core.activity.Actor;
import dev.agentworks.core.card.CardId;
import dev.agentworks.core.card.Cards;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Hands each kind of effect to its handler. */
@Component
class EffectHandlers {

    private final Cards cards;
    private final CreateCardHandler createCard;
    private final UpdateCardHandler updateCard;
    private final WriteDocumentHandler writeDocument;
    private final AddCommentHandler addComment;
    private final LinkCardsHandler linkCards;

    EffectHandlers(
            Cards cards,
            CreateCardHandler createCard,
            UpdateCardHandler updateCard,
            WriteDocumentHandler writeDocument,
            AddCommentHandler addComment,
            LinkCardsHandler linkCards) {
        this.cards = cards;
        this.createCard = createCard;
        this.updateCard = updateCard;
        this.writeDocument = writeDocument;
        this.addComment = addComment;
        this.linkCards = linkCards;
    }

    /** The type of the effect's answer. */
    Class<? extends EffectResult> resultType(Effect effect) {
        return switch (effect) {
            case Effect.CreateCard _ -> createCard.resultType();
            case Effect.UpdateCard _ -> updateCard.resultType();
            case Effect.WriteDocument _ -> writeDocument.resultType();
            case Effect.AddComment _ -> addComment.resultType();
            case Effect.LinkCards _ -> linkCards.resultType();
        };
    }

    /**
     * Applies the effect.
     *
     * @param approver who let it happen, when it was held
     */
    EffectResult apply(Effect effect, EffectIdentity identity, @Nullable UUID approver) {
        var card = cards.require(new CardId(effect.cardId()));
        var agent = new Actor.Agent(effect.agentId(), effect.runId(), approver);
        return switch (effect) {
            case Effect.CreateCard create -> createCard.apply(create, card, identity, agent);
            case Effect.UpdateCard update -> updateCard.apply(update, card, identity, agent);
            case Effect.WriteDocument write -> writeDocument.apply(write, card, identity, agent);
            case Effect.AddComment comment -> addComment.apply(comment, card, identity, agent);
            case Effect.LinkCards link -> linkCards.apply(link, card, identity, agent);
        };
    }
}
