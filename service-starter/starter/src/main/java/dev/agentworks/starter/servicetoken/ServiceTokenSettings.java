package dev.agentworks.starter.servicetoken;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Keys and life of service tokens.
 *
 * @param key this service's private key, {@code kid:base64 of PKCS#8}
 * @param trustedKeys the public keys of all services, {@code service:kid:base64 of X.509}, by
 *     commas
 * @param life of a token; never more than five minutes
 * @param skew how far the clocks of two services may differ
 * @param openPaths ant patterns of routes without token, such as an API document
 * @param callers who may use which scope, by the scope's name without the service's
 * @param acting who may name a person behind a call
 */
@ConfigurationProperties("agentworks.service-token")
record ServiceTokenSettings(
        @DefaultValue("") String key,
        @DefaultValue("") String trustedKeys,
        @DefaultValue("2m") Duration life,
        @DefaultValue("10s") Duration skew,
        @DefaultValue List<String> openPaths,
        @DefaultValue Map<String, List<String>> callers,
        @DefaultValue List<String> acting) {
    static final Duration LONGEST_LIFE = Duration.ofMinutes(5);

    ServiceTokenSettings {
        if (life.compareTo(LONGEST_LIFE) > 0) {
            throw new IllegalArgumentException("a service token lives five minutes at most");
        }
    }
}
