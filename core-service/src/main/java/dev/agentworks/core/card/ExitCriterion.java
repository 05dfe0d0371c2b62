package dev.agentworks.core.card;

import java.util.List;

/** Something that must hold before a card leaves a lane. Whoever knows the answer implements it. */
public interface ExitCriterion {

    /** As a lane's rule names it. */
    String key();

    /** What is missing, in words for people; empty when the criterion is met. */
    List<String> missing(CardView card);
}
