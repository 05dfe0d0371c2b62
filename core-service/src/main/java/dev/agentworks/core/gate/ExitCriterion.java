package dev.agentworks.core.gate;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Something that must hold before a card leaves a lane. The feature that owns the facts implements
 * it, for many cards at once: a board is judged as a whole.
 */
public interface ExitCriterion {

    /** As a lane's rule names it. */
    String key();

    /**
     * Whether it is met only by a person's approval in this visit, so that a rule that requires an
     * approval asks for no second one.
     */
    boolean isApproval();

    /** What is missing, in words for people, by card; a card that meets it may be left out. */
    Map<UUID, List<String>> missing(List<JudgedCard> cards);
}
