package dev.agentworks.router.v1;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What is settled for all requests and holds at this door too.
 *
 * @param maxBody the largest body that is read
 */
@ConfigurationProperties("agentworks.http")
record DoorSettings(@DefaultValue("1MB") DataSize maxBody) {}
