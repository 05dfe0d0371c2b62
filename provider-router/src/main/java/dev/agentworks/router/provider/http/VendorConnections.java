package dev.agentworks.router.provider.http;

import dev.agentworks.router.provider.spi.ProviderSettings;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** Opens the one pool of connections to all vendors. */
final class VendorConnections {
    /** For how long an unused connection is kept. */
    static final TimeValue LONGEST_IDLE = TimeValue.ofSeconds(30);

    private VendorConnections() {}

    static PoolingHttpClientConnectionManager open(ProviderSettings settings) {
        var connect = Timeout.of(settings.timeouts().connect());
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setMaxConnPerRoute(settings.connections())
                .setMaxConnTotal(settings.connections() * 4)
                .setDefaultConnectionConfig(
                        ConnectionConfig.custom()
                                .setConnectTimeout(connect)
                                .setSocketTimeout(connect)
                                .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                                .setTimeToLive(TimeValue.ofMinutes(10))
                                .build())
                .build();
    }
}
