package dev.agentworks.gateway.socket;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Live connections.
 *
 * @param helloWithin how long a socket may wait before it says whose it is
 * @param look how often it is looked whether a person may still have their socket
 * @param ping how often a quiet connection is kept alive
 * @param clientFrame the largest frame of a client
 * @param upstreamFrame the largest frame of a service
 */
@ConfigurationProperties("agentworks.sockets")
public record SocketSettings(
        @DefaultValue("5s") Duration helloWithin,
        @DefaultValue("2500ms") Duration look,
        @DefaultValue("25s") Duration ping,
        @DefaultValue("64KB") DataSize clientFrame,
        @DefaultValue("8MB") DataSize upstreamFrame) {}
