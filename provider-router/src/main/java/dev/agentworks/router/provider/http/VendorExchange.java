package dev.agentworks.router.provider.http;

import dev.agentworks.router.provider.model.FailureClass;
import dev.agentworks.router.provider.model.VendorFailure;
import dev.agentworks.router.provider.spi.ProviderSettings;
import dev.agentworks.router.provider.spi.ProviderSettings.Access;
import dev.agentworks.router.provider.spi.VendorRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.impl.DefaultClientConnectionReuseStrategy;
import org.apache.hc.client5.http.impl.DefaultConnectionKeepAliveStrategy;
import org.apache.hc.client5.http.impl.DefaultSchemePortResolver;
import org.apache.hc.client5.http.impl.IdleConnectionEvictor;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request and its response over HTTP, watched, cut when it is stopped. It speaks to the pool
 * and the wire itself: of what stands before them in a client nothing is wanted, least of all that
 * something is sent twice.
 */
final class VendorExchange implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(VendorExchange.class);
    private static final long DRAIN = Duration.ofMillis(200).toNanos();

    private final PoolingHttpClientConnectionManager connections;
    private final IdleConnectionEvictor evictor;
    private final Map<HttpHost, HttpRoute> routes = new ConcurrentHashMap<>();
    private final Timeout connect;
    private final Timeout silence;
    private final Watchdog watch = new Watchdog();

    VendorExchange(ProviderSettings settings) {
        this.connections = VendorConnections.open(settings);
        this.evictor =
                new IdleConnectionEvictor(
                        connections,
                        VendorConnections.LONGEST_IDLE,
                        VendorConnections.LONGEST_IDLE);
        this.connect = Timeout.of(settings.timeouts().connect());
        // the watch is finer; this one holds even if it should fail
        this.silence = Timeout.of(settings.timeouts().total().plusSeconds(5));
        evictor.start();
    }

    /** Makes something of a response, whatever it is. */
    interface Reader<T> {
        T read(ClassicHttpResponse response);

        /** The request was written and no response came. */
        T lost(VendorFailure why);

        /** Whether the response was read completely. */
        boolean isWhole(T read);
    }

    <T> T run(
            VendorRequest written,
            Access access,
            String requestKey,
            Runnable dispatching,
            CallControl control,
            Reader<T> reader)
            throws NotDispatchedException {
        var line = new LeasedConnection(connections);
        boolean happened = false;
        control.begin(line::cut);
        try {
            var host = HttpHost.create(written.uri());
            line.open(routes.computeIfAbsent(host, VendorExchange::route), connect);
            var post = post(written, host);
            if (access.simulated()) {
                post.setHeader("x-request-key", requestKey);
            }
            dispatching.run();
            happened = true;
            control.dispatched(watch);
            var response = line.exchange(post, silence);
            var read = reader.read(response);
            control.over();
            line.leave(keep(post, response, line, reader.isWhole(read)));
            return read;
        } catch (IOException | HttpException e) {
            if (!happened) {
                throw new NotDispatchedException(e.getClass().getSimpleName(), e);
            }
            var stopped = control.reason();
            return reader.lost(stopped != null ? stopped : lost());
        } finally {
            control.over();
            line.leave(null);
        }
    }

    private static HttpRoute route(HttpHost host) {
        var target = RoutingSupport.normalize(host, DefaultSchemePortResolver.INSTANCE);
        return new HttpRoute(target, null, target.getSchemeName().equalsIgnoreCase("https"));
    }

    private static ClassicHttpRequest post(VendorRequest written, HttpHost host) {
        var uri = written.uri();
        var query = uri.getRawQuery();
        var path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        var post =
                new BasicClassicHttpRequest(
                        "POST", host, query == null ? path : path + "?" + query);
        post.setHeader("Host", host.toHostString());
        post.setHeader("User-Agent", "AgentWorks");
        written.headers().forEach(post::setHeader);
        post.setHeader("Content-Length", written.body().length);
        post.setEntity(new ByteArrayEntity(written.body(), ContentType.APPLICATION_JSON));
        post.setHeader("Content-Type", ContentType.APPLICATION_JSON);
        return post;
    }

    private static VendorFailure lost() {
        return VendorFailure.of(
                FailureClass.STREAM_BROKEN, "The connection was lost before an answer came.");
    }

    // The connection can be used again only when its answer was read to the end. Every other one is
    // cut: closing it politely would read on until the vendor stops.
    private @Nullable TimeValue keep(
            ClassicHttpRequest post,
            ClassicHttpResponse response,
            LeasedConnection line,
            boolean whole) {
        return whole
                        && isDrained(response, line)
                        && DefaultClientConnectionReuseStrategy.INSTANCE.keepAlive(
                                post, response, line.context())
                ? DefaultConnectionKeepAliveStrategy.INSTANCE.getKeepAliveDuration(
                        response, line.context())
                : null;
    }

    private boolean isDrained(ClassicHttpResponse response, LeasedConnection line) {
        var entity = response.getEntity();
        if (entity == null) {
            return true;
        }
        long end = System.nanoTime() + DRAIN;
        Watchdog.Watched cut =
                now -> {
                    if (now - end >= 0) {
                        line.cut();
                    }
                };
        watch.add(cut);
        try {
            var content = entity.getContent();
            var rest = new byte[512];
            while (content.read(rest) >= 0) {
                // nothing after the end is of interest
            }
            return true;
        } catch (IOException e) {
            LOG.debug("a connection was left: {}", e.getMessage());
            return false;
        } finally {
            watch.remove(cut);
        }
    }

    @Override
    public void close() {
        watch.close();
        evictor.shutdown();
        connections.close();
    }
}
