package dev.agentworks.router.credential;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where further keys are, and how long one that failed is left alone.
 *
 * @param files by provider: a file with one key a line, in force instead of the provider's setting;
 *     it may change at any time
 * @param reread after so long the files are looked at again
 * @param refusedFor a key the vendor does not know
 * @param exhaustedFor a key whose quota or credit is used up
 * @param limitedFor a key that is asked too often, when the vendor names no time
 */
@ConfigurationProperties("agentworks.router.keys")
record KeySettings(
        @DefaultValue Map<String, Path> files,
        @DefaultValue("5s") Duration reread,
        @DefaultValue("5m") Duration refusedFor,
        @DefaultValue("30m") Duration exhaustedFor,
        @DefaultValue("5s") Duration limitedFor) {}
