package dev.agentworks.core.attachment;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How much may be attached.
 *
 * @param largest the largest file
 * @param perCard how many files a card holds
 * @param perWorkspace how much a workspace holds
 * @param unfinished after which time an upload that did not end is given up
 * @param sweep how often files that nobody needs are looked for
 */
@ConfigurationProperties("agentworks.attachments")
record AttachmentSettings(
        @DefaultValue("25MB") DataSize largest,
        @DefaultValue("100") int perCard,
        @DefaultValue("5GB") DataSize perWorkspace,
        @DefaultValue("1h") Duration unfinished,
        @DefaultValue("10m") Duration sweep) {}
