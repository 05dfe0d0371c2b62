package dev.agentworks.core.gate;

import java.util.List;
import java.util.Set;

/**
 * Something that must hold before a card leaves a lane. The feature that owns the facts implements
 * it. A board is judged as a whole: what criteria ask for is read before, once for all cards.
 */
public interface ExitCriterion {

    /** As a lane's rule names it. */
    String key();

    /**
     * Whether it is met only by a person's approval in this visit, so that a rule that requires an
     * approval asks for no second one.
     */
    boolean isApproval();

    /** What has to be read before this card can be judged. */
    Set<FactSource<?>> asks(JudgedCard card);

    /** What is missing; nothing when it is met. */
    List<Missing> missing(JudgedCard card, Facts facts);
}
