package dev.agentworks.core.agentchange;

import dev.agentworks.core.activity.Actor;
import dev.agentworks.core.card.CardId;
import dev.agentworks.core.card.Cards;
import dev.agentworks.core.workspace.WorkspaceId;
import dev.agentworks.starter.problem.ProblemException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Applies what agents want changed: once a key, with the change and its answer in one transaction.
 */
@Service
public class AgentChanges {

    private final IdempotentEffects effects;
    private final Cards cards;
    private final CreateCardHandler createCard;
    private final UpdateCardHandler updateCard;
    private final WriteDocumentHandler writeDocument;
    private final AddCommentHandler addComment;
    private final LinkCardsHandler linkCards;

    AgentChanges(
            IdempotentEffects effects,
            Cards cards,
            CreateCardHandler createCard,
            UpdateCardHandler updateCard,
            WriteDocumentHandler writeDocument,
            AddCommentHandler addComment,
            LinkCardsHandler linkCards) {
        this.effects = effects;
        this.cards = cards;
        this.createCard = createCard;
        this.updateCard = updateCard;
        this.writeDocument = writeDocument;
        this.addComment = addComment;
        this.linkCards = linkCards;
    }

    /**
     * Applies the effect, or answers what it answered before.
     *
     * @throws ProblemException {@code key-reused} when the key came with another effect
     */
    @Transactional
    public EffectResult apply(WorkspaceId workspace, String key, Effect effect) {
        return switch (effect) {
            case Effect.CreateCard create -> apply(workspace, key, create, createCard);
            case Effect.UpdateCard update -> apply(workspace, key, update, updateCard);
            case Effect.WriteDocument write -> apply(workspace, key, write, writeDocument);
            case Effect.AddComment comment -> apply(workspace, key, comment, addComment);
            case Effect.LinkCards link -> apply(workspace, key, link, linkCards);
        };
    }

    private <E extends Effect, R extends EffectResult> R apply(
            WorkspaceId workspace, String key, E effect, EffectHandler<E, R> handler) {
        return effects.once(
                workspace,
                key,
                effect,
                handler.resultType(),
                () ->
                        handler.apply(
                                effect,
                                cards.require(new CardId(effect.cardId())),
                                new Actor.Agent(effect.agentId(), effect.runId())));
    }
}
