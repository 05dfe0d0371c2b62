package dev.agentworks.orchestrator.repository.download;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Bounds of the downloads of repositories in one instance.
 *
 * @param threads how many are worked on at once
 * @param waiting how many more may wait for a thread
 * @param perWorkspace how many of one workspace are worked on or wait
 * @param longest how long one may take from its start, however slowly the client reads
 */
@ConfigurationProperties("agentworks.files.downloads")
record DownloadSettings(
        @DefaultValue("4") int threads,
        @DefaultValue("8") int waiting,
        @DefaultValue("3") int perWorkspace,
        @DefaultValue("10m") Duration longest) {}
