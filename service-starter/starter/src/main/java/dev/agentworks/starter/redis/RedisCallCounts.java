package dev.agentworks.starter.redis;

/**
 * The calls of a connection since it was made.
 *
 * @param answered calls that Redis answered
 * @param failed calls that broke off, or that Redis refused
 * @param late calls whose answer did not come in time
 * @param unsent calls that were not made, without a connection or after a late answer
 */
public record RedisCallCounts(long answered, long failed, long late, long unsent) {
    /** How many calls went to Redis. */
    public long sent() {
        return answered + failed + late;
    }
}
