package dev.agentworks.starter.problem;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How large a request may be.
 *
 * @param maxBody of JSON and everything else that is read at once
 * @param maxUpload of multipart and octet streams
 */
@ConfigurationProperties("agentworks.http")
record HttpSettings(
        @DefaultValue("1MB") DataSize maxBody, @DefaultValue("25MB") DataSize maxUpload) {
    long limitFor(String contentType) {
        var upload =
                contentType.startsWith("multipart/")
                        || contentType.startsWith("application/octet-stream");
        return (upload ? maxUpload : maxBody).toBytes();
    }
}
