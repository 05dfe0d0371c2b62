package dev.agentworks.core.agentchange;

import dev.agentworks.core.activity.Actor;
import dev.agentworks.core.agentchange.EffectResult.CommentAdded;
import dev.agentworks.core.card.CardId;
import dev.agentworks.core.card.CardRow;
import dev.agentworks.core.comment.CommentId;
import dev.agentworks.core.comment.Comments;
import dev.agentworks.core.comment.NewComment;
import org.springframework.stereotype.Component;

/** Comments on the agent's card. */
@Component
class AddCommentHandler implements EffectHandler<Effect.AddComment, CommentAdded> {

    private final Comments comments;

    AddCommentHandler(Comments comments) {
        this.comments = comments;
    }

    @Override
    public Class<CommentAdded> resultType() {
        return CommentAdded.class;
    }

    @Override
    public CommentAdded apply(
            Effect.AddComment effect, CardRow card, EffectIdentity identity, Actor.Agent agent) {
        var comment = new NewComment(effect.body(), effect.file(), effect.line());
        var id = new CommentId(identity.id());
        return new CommentAdded(comments.add(id, new CardId(card.id()), comment, agent).id());
    }
}
