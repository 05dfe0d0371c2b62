package dev.agentworks.core.agentchange;

import dev.agentworks.core.activity.Actor;
import dev.agentworks.core.agentchange.EffectResult.CardsLinked;
import dev.agentworks.core.card.CardRow;
import dev.agentworks.core.card.Cards;
import dev.agentworks.core.link.CardLinks;
import dev.agentworks.core.link.LinkId;
import dev.agentworks.core.workspace.WorkspaceId;
import org.springframework.stereotype.Component;

/** Links two cards of the project, each named by its id or key. */
@Component
class LinkCardsHandler implements EffectHandler<Effect.LinkCards, CardsLinked> {

    private final Cards cards;
    private final CardLinks links;

    LinkCardsHandler(Cards cards, CardLinks links) {
        this.cards = cards;
        this.links = links;
    }

    @Override
    public Class<CardsLinked> resultType() {
        return CardsLinked.class;
    }

    @Override
    public CardsLinked apply(
            Effect.LinkCards effect, CardRow card, EffectIdentity identity, Actor.Agent agent) {
        var workspace = new WorkspaceId(card.workspaceId());
        var from = cards.require(workspace, effect.from());
        var to = cards.require(workspace, effect.to());
        return new CardsLinked(
                links.link(new LinkId(identity.id()), from, to, effect.link(), agent));
    }
}
