package dev.agentworks.monitor.live;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of terminals.
 *
 * @param page how many lines one read of the store returns
 * @param recentLines how many recent lines of a watched run are kept in memory
 * @param recentSize the same limit in bytes
 * @param memory the memory of all recent lines together
 * @param ping how often a quiet socket is pinged
 * @param stuckAfter how long a socket may accept no byte or answer no ping
 * @param check how often positions are compared with the store
 * @param checkWithoutRedis the same, while Redis is unreachable
 * @param longest how long a socket lives before its client is asked to come back
 * @param sockets open at once in this instance
 */
@ConfigurationProperties("agentworks.live")
record LiveSettings(
        @DefaultValue("1000") int page,
        @DefaultValue("2000") int recentLines,
        @DefaultValue("1MB") DataSize recentSize,
        @DefaultValue("128MB") DataSize memory,
        @DefaultValue("25s") Duration ping,
        @DefaultValue("30s") Duration stuckAfter,
        @DefaultValue("5s") Duration check,
        @DefaultValue("250ms") Duration checkWithoutRedis,
        @DefaultValue("55m") Duration longest,
        @DefaultValue("10000") int sockets) {}
