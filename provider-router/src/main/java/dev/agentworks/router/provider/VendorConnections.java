package dev.agentworks.router.provider;

import java.util.Objects;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** Opens the one HTTP client of all vendors. It never sends anything twice by itself. */
final class VendorConnections {
    /**
     * Attribute of the context: what runs when the connection stands and nothing is written yet.
     */
    static final String BEFORE_WRITING = VendorConnections.class.getName() + ".beforeWriting";

    private VendorConnections() {}

    static CloseableHttpClient open(ProviderSettings settings) {
        var timeouts = settings.timeouts();
        var connect = Timeout.of(timeouts.connect());
        var connections =
                PoolingHttpClientConnectionManagerBuilder.create()
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
        return HttpClients.custom()
                .setConnectionManager(connections)
                .setDefaultRequestConfig(
                        RequestConfig.custom()
                                .setConnectionRequestTimeout(connect)
                                // the watch is finer; this one holds even if it should fail
                                .setResponseTimeout(Timeout.of(timeouts.total().plusSeconds(5)))
                                .setAuthenticationEnabled(false)
                                .setRedirectsEnabled(false)
                                .setExpectContinueEnabled(false)
                                .build())
                .addExecInterceptorAfter(
                        ChainElement.CONNECT.name(),
                        "before-writing",
                        (request, scope, chain) -> {
                            var hook = scope.clientContext.getAttribute(BEFORE_WRITING);
                            ((Runnable) Objects.requireNonNull(hook)).run();
                            return chain.proceed(request, scope);
                        })
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .evictIdleConnections(TimeValue.ofSeconds(30))
                .evictExpiredConnections()
                .setUserAgent("AgentWorks")
                .build();
    }
}
