package dev.agentworks.core.card;

import static dev.agentworks.starter.problem.ErrorKind.conflict;

import dev.agentworks.starter.problem.ErrorCode;
import dev.agentworks.starter.problem.ErrorKind;

/** What can be refused about cards. */
public enum CardError implements ErrorCode {
    EXIT_CRITERION_NOT_MET(conflict("The lane's exit criterion is not met")),
    WIP_LIMIT_REACHED(conflict("The lane is full")),
    STATUS_NOT_POSSIBLE(conflict("The card cannot get this status now")),
    UNDO_NOT_POSSIBLE(conflict("The move cannot be undone")),
    CARD_NOT_ARCHIVED(conflict("The card is not archived")),
    ALREADY_REVIEWED(conflict("The card was reviewed already")),
    LINK_REFUSED(conflict("The cards cannot be linked like this")),
    LANE_BUSY(conflict("Others are moving cards in this lane"));

    private final ErrorKind kind;

    CardError(ErrorKind kind) {
        this.kind = kind;
    }

    @Override
    public ErrorKind kind() {
        return kind;
    }
}
