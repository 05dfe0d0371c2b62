package dev.agentworks.monitor.live;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How terminals are served.
 *
 * @param page lines of one read of a reader that is behind
 * @param ringLines lines kept in memory of a watched run
 * @param ringSize the same, by size
 * @param memory of all rings together
 * @param ping how often a quiet socket is asked whether it is there
 * @param stuckAfter how long a socket may take no byte or answer no ping
 * @param check how often positions are compared with the store
 * @param checkWithoutRedis the same, while no bell rings
 * @param longest how long a socket lives before its client is asked to come back
 * @param sockets open at once in this instance
 */
@ConfigurationProperties("agentworks.live")
record LiveSettings(
        @DefaultValue("1000") int page,
        @DefaultValue("2000") int ringLines,
        @DefaultValue("1MB") DataSize ringSize,
        @DefaultValue("128MB") DataSize memory,
        @DefaultValue("25s") Duration ping,
        @DefaultValue("30s") Duration stuckAfter,
        @DefaultValue("5s") Duration check,
        @DefaultValue("250ms") Duration checkWithoutRedis,
        @DefaultValue("55m") Duration longest,
        @DefaultValue("10000") int sockets) {}
