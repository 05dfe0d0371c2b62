package dev.agentworks.starter.storage;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where files are stored: in a bucket when one is named, else in a folder.
 *
 * @param cloudUrl address of Google Cloud Storage, or of an emulator without credentials
 */
@ConfigurationProperties("agentworks.files")
record StorageSettings(
        @DefaultValue("") String dir,
        @DefaultValue("") String bucket,
        @DefaultValue(GOOGLE) String cloudUrl) {

    static final String GOOGLE = "https://storage.googleapis.com";
}
