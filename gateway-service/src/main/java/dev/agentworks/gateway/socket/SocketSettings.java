package dev.agentworks.gateway.socket;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Live connections.
 *
 * @param helloTimeout how long a client may take to authenticate
 * @param accessCheck how often the gateway checks that a person may still use their socket
 * @param ping how often a ping is sent
 * @param perPerson how many one person may have open at this instance
 * @param unprovenPerAddress how many of one address may wait for their first frame
 * @param clientFrame the largest frame of a client
 * @param upstreamFrame the largest frame of a service
 */
@ConfigurationProperties("agentworks.sockets")
public record SocketSettings(
        @DefaultValue("5s") Duration helloTimeout,
        @DefaultValue("2500ms") Duration accessCheck,
        @DefaultValue("25s") Duration ping,
        @DefaultValue("100") int perPerson,
        @DefaultValue("50") int unprovenPerAddress,
        @DefaultValue("64KB") DataSize clientFrame,
        @DefaultValue("8MB") DataSize upstreamFrame) {}
