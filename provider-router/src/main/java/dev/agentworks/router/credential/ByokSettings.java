package dev.agentworks.router.credential;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How customers' own keys are kept.
 *
 * @param masterKey {@code id:base64} of 32 bytes; the first one seals, others behind commas open
 * @param masterKeyFile the same in a file, in force instead
 * @param remembered how long a key that was looked up is not looked up again
 */
@ConfigurationProperties("agentworks.router.byok")
record ByokSettings(
        @DefaultValue("") String masterKey,
        @Nullable Path masterKeyFile,
        @DefaultValue("5s") Duration remembered) {
    @Override
    public String toString() {
        return "ByokSettings[•••]";
    }
}
