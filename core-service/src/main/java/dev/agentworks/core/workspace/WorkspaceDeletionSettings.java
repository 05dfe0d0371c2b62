package dev.agentworks.core.workspace;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How workspaces are deleted.
 *
 * @param grace how long an owner may have a deleted one back
 * @param purgePeriod how often those whose time is over are looked for
 */
@ConfigurationProperties("agentworks.workspace-deletion")
record WorkspaceDeletionSettings(
        @DefaultValue("30d") Duration grace, @DefaultValue("10m") Duration purgePeriod) {}
