package dev.agentworks.orchestrator.file.storage;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where repositories are kept: in a bucket when one is named, else in a folder.
 *
 * @param cloudUrl of Google Cloud Storage, or of a stand-in that wants no credentials
 */
@ConfigurationProperties("agentworks.files")
record StorageSettings(
        @DefaultValue("") String dir,
        @DefaultValue("") String bucket,
        @DefaultValue(GOOGLE) String cloudUrl) {

    static final String GOOGLE = "https://storage.googleapis.com";
}
