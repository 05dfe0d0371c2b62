package dev.agentworks.orchestrator.file.remote;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How branches leave.
 *
 * @param masterKey {@code id:base64} of 32 bytes that seal tokens; older ones behind commas
 * @param allowLocal lets remotes be on this machine and without TLS: for tests and development
 * @param githubApi of github.com
 * @param backoff the first pause after a failure; it doubles
 */
@ConfigurationProperties("agentworks.remotes")
record RemoteSettings(
        @DefaultValue("") String masterKey,
        @DefaultValue("false") boolean allowLocal,
        @DefaultValue("https://api.github.com") String githubApi,
        @DefaultValue("10s") Duration backoff) {

    @Override
    public String toString() {
        return "RemoteSettings[allowLocal=%b, githubApi=%s]".formatted(allowLocal, githubApi);
    }
}
