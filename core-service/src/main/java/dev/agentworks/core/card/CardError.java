package dev.agentworks.core.card;

import dev.agentworks.starter.problem.ErrorCode;
import java.util.Locale;

/** What can be refused about cards. */
public enum CardError implements ErrorCode {
    EXIT_CRITERION_NOT_MET("The lane's exit criterion is not met"),
    WIP_LIMIT_REACHED("The lane is full"),
    ALREADY_REVIEWED("The card was reviewed already"),
    LINK_REFUSED("The cards cannot be linked like this"),
    LANE_BUSY("Others are moving cards in this lane");

    private final String title;

    CardError(String title) {
        this.title = title;
    }

    @Override
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public int status() {
        return 409;
    }

    @Override
    public String title() {
        return title;
    }
}
