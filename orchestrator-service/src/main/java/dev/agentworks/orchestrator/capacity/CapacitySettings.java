package dev.agentworks.orchestrator.capacity;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much may go on at once.
 *
 * @param perWorkspace runs of one workspace that are worked on at the same time, where its own row
 *     says nothing else
 */
@ConfigurationProperties("agentworks.capacity")
record CapacitySettings(@DefaultValue("8") int perWorkspace) {}
