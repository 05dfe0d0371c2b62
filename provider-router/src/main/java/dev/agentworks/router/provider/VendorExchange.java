package dev.agentworks.router.provider;

import dev.agentworks.router.provider.ProviderSettings.Access;
import java.io.IOException;
import java.time.Duration;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.routing.RoutingSupport;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request and its response over HTTP, watched, cut when it is stopped. */
final class VendorExchange implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(VendorExchange.class);
    private static final long DRAIN = Duration.ofMillis(200).toNanos();

    private final CloseableHttpClient http;
    private final Watch watch = new Watch();

    VendorExchange(ProviderSettings settings) {
        this.http = VendorConnections.open(settings);
        // a call that is over is not kept until its time would have been
    }

    /** Makes something of a response, whatever it is. */
    interface Reader<T> {
        T read(ClassicHttpResponse response);

        /** The request was written and no response came. */
        T lost(VendorFailure why);

        /** Whether the response was read as far as anybody wants it. */
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
        var post = post(written);
        if (access.simulated()) {
            post.setHeader("x-request-key", requestKey);
        }
        var dispatch = new Dispatch(dispatching, control);
        var context = HttpClientContext.create();
        context.setAttribute(VendorConnections.BEFORE_WRITING, dispatch);
        control.begin(post::cancel);
        try {
            var response = http.executeOpen(RoutingSupport.determineHost(post), post, context);
            var read = reader.read(response);
            control.over();
            leave(response, post, reader.isWhole(read));
            return read;
        } catch (IOException | HttpException e) {
            if (!dispatch.happened) {
                throw new NotDispatchedException(e.getClass().getSimpleName(), e);
            }
            var stopped = control.reason();
            return reader.lost(stopped != null ? stopped : lost());
        } finally {
            control.over();
        }
    }

    private static HttpPost post(VendorRequest written) {
        var post = new HttpPost(written.uri());
        written.headers().forEach(post::setHeader);
        post.setEntity(new ByteArrayEntity(written.body(), ContentType.APPLICATION_JSON));
        return post;
    }

    private static VendorFailure lost() {
        return VendorFailure.of(
                FailureClass.STREAM_BROKEN, "The connection was lost before an answer came.");
    }

    // The connection can be used again only when its answer was read to the end. Every other one is
    // cut: closing it politely would read on until the vendor stops.
    private void leave(ClassicHttpResponse response, HttpPost post, boolean whole) {
        if (whole) {
            drain(response, post);
        } else {
            post.cancel();
        }
        try {
            response.close();
        } catch (IOException e) {
            LOG.debug("a connection was left: {}", e.getMessage());
        }
    }

    private void drain(ClassicHttpResponse response, HttpPost post) {
        var entity = response.getEntity();
        if (entity == null) {
            return;
        }
        long end = System.nanoTime() + DRAIN;
        Watch.Watched cut =
                now -> {
                    if (now - end >= 0) {
                        post.cancel();
                    }
                };
        watch.add(cut);
        try {
            var content = entity.getContent();
            var rest = new byte[512];
            while (content.read(rest) >= 0) {
                // nothing after the end is of interest
            }
        } catch (IOException e) {
            post.cancel();
        } finally {
            watch.remove(cut);
        }
    }

    @Override
    public void close() throws IOException {
        watch.close();
        http.close();
    }

    /** Runs between the standing connection and the first byte. */
    private final class Dispatch implements Runnable {
        private final Runnable dispatching;
        private final CallControl control;
        private volatile boolean happened;

        Dispatch(Runnable dispatching, CallControl control) {
            this.dispatching = dispatching;
            this.control = control;
        }

        @Override
        public void run() {
            dispatching.run();
            happened = true;
            control.dispatched(watch);
        }
    }
}
