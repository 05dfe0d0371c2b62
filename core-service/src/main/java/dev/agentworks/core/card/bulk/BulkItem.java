package dev.agentworks.core.card.bulk;

import dev.agentworks.core.card.CardId;
import dev.agentworks.core.card.CardView;
import dev.agentworks.starter.problem.ProblemException;

/** What became of one card of many. */
public sealed interface BulkItem {

    CardId id();

    /** It is changed as was asked. */
    record Changed(CardId id, CardView card) implements BulkItem {}

    /** It is as it was. */
    record Refused(CardId id, ProblemException problem) implements BulkItem {}
}
