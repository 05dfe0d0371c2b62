package dev.agentworks.orchestrator.remote;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How branches are pushed to remotes.
 *
 * @param masterKey {@code id:base64} of 32 bytes that encrypt tokens; older keys follow after
 *     commas
 * @param allowLocal allows remotes on this machine and without TLS, for tests and development
 * @param githubApi address of the REST API of github.com
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
