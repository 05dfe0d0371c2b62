package dev.agentworks.core.card;

import dev.agentworks.events.card.Change;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps on a card what happened beside its own fields, such as a comment, a link or the approval of
 * a document, and tells of it. The card's version stays: nobody's change of the card is stale for
 * it.
 */
@Service
public class CardNotes {

    private final CardHistory history;
    private final CardAnnouncements announcements;

    CardNotes(CardHistory history, CardAnnouncements announcements) {
        this.history = history;
        this.announcements = announcements;
    }

    /**
     * @param what names the happening among all of the card, so that it is told once
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void note(
            CardView card,
            Actor actor,
            String action,
            String what,
            Map<String, Change> changes,
            @Nullable String reason) {
        history.record(card, actor, action, changes, reason);
        announcements.announceBeside(action + "/" + what, card, actor, changes);
    }
}
