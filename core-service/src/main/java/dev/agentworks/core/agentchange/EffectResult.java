package dev.agentworks.core.agentchange;

import dev.agentworks.core.card.CardId;
import dev.agentworks.core.comment.CommentId;
import dev.agentworks.core.document.DocumentId;
import dev.agentworks.core.link.LinkId;

/** What an applied effect answers to the agent; kept under its key and given again. */
public sealed interface EffectResult {

    record CardCreated(CardId id, String key) implements EffectResult {}

    record CardUpdated(CardId id, String key, long version) implements EffectResult {}

    record DocumentWritten(DocumentId id, int version, String title) implements EffectResult {}

    record CommentAdded(CommentId id) implements EffectResult {}

    record CardsLinked(LinkId id) implements EffectResult {}
}
