package dev.agentworks.starter.servicetoken;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the other services are, by name.
 *
 * @param services each with its address
 */
@ConfigurationProperties("agentworks")
record RemoteServices(@DefaultValue Map<String, Remote> services) {
    private static final Remote DEFAULT = new Remote(null, Duration.ofSeconds(2));

    Remote get(String service) {
        return services.getOrDefault(service, DEFAULT);
    }

    /**
     * One other service.
     *
     * @param url when absent, the variable {@code AGENTWORKS_<NAME>_URL}
     */
    record Remote(@Nullable String url, @DefaultValue("2s") Duration connectTimeout) {}
}
