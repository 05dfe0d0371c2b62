package dev.agentworks.router.limit;

import java.util.Optional;

/** A bucket of requests and tokens that fills up again within a minute. */
interface Bucket {
    /**
     * Takes what is wanted or as much as there is, but not less than is needed.
     *
     * @param back what was taken before and not used; less than nothing when more was used
     * @return none when the bucket cannot be asked
     */
    Optional<Taken> take(String name, Pace pace, Amount wanted, Amount needed, Amount back);

    /** The vendor reports that no more than this is left. */
    void atMost(String name, Pace pace, Amount left);

    /** Requests and tokens. */
    record Amount(double requests, double tokens) {
        static final Amount NOTHING = new Amount(0, 0);

        Amount plus(double moreRequests, double moreTokens) {
            return new Amount(requests + moreRequests, tokens + moreTokens);
        }

        boolean covers(Amount other) {
            return requests >= other.requests && tokens >= other.tokens;
        }
    }

    /**
     * What was taken.
     *
     * @param pauseMillis until the needed is there, when nothing was taken
     */
    record Taken(Amount amount, long pauseMillis) {}
}
