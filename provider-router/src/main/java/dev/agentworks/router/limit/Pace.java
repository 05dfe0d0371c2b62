package dev.agentworks.router.limit;

/**
 * How much may be asked in a minute; nothing known is unlimited.
 *
 * @param requests 0 when not limited
 * @param tokens 0 when not limited
 */
record Pace(double requests, double tokens) {
    static final Pace UNLIMITED = new Pace(0, 0);

    boolean isLimited() {
        return requests > 0 || tokens > 0;
    }
}
