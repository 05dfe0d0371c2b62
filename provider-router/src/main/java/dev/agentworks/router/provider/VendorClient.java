package dev.agentworks.router.provider;

import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
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
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Makes one call of a vendor: exactly one request is written, its answer is read as it comes. */
@Component
public class VendorClient implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(VendorClient.class);
    private static final long DRAIN_MILLIS = 200;

    private final CloseableHttpClient http;
    private final ScheduledExecutorService watch =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("vendor-watch").factory());

    VendorClient(ProviderSettings settings) {
        this.http = VendorConnections.open(settings);
    }

    /**
     * Asks and waits for the end, whatever it is.
     *
     * @param requestKey told to a simulator, so that tests can count dispatches by key
     * @throws NotDispatchedException nothing was written; the same key may be used again
     */
    public Answer call(
            Vendor vendor,
            ChatRequest request,
            ProviderSettings.Access access,
            String requestKey,
            AnswerListener listener,
            CallControl control)
            throws NotDispatchedException {
        var written = vendor.write(request, access);
        var post = post(written);
        if (access.simulated()) {
            post.setHeader("x-request-key", requestKey);
        }
        var builder =
                new AnswerBuilder(
                        VendorJson.MAPPER, listener, AnswerBuilder.estimate(written.body().length));
        var dispatch = new Dispatch(listener, control);
        var context = HttpClientContext.create();
        context.setAttribute(VendorConnections.BEFORE_WRITING, dispatch);
        control.begin(post::cancel);
        try {
            var response = http.executeOpen(RoutingSupport.determineHost(post), post, context);
            var answer = new AnswerReading(vendor, access, builder, control).read(response);
            control.over();
            leave(response, post, answer.failure() == null);
            return answer;
        } catch (IOException | HttpException e) {
            if (!dispatch.happened) {
                throw new NotDispatchedException(e.getClass().getSimpleName(), e);
            }
            var stopped = control.reason();
            return Answer.failed(stopped != null ? stopped : lost());
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
    // cut:
    // closing it politely would read on until the vendor stops.
    private void leave(ClassicHttpResponse response, HttpPost post, boolean complete) {
        if (complete) {
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
        var cut = watch.schedule(post::cancel, DRAIN_MILLIS, TimeUnit.MILLISECONDS);
        try {
            var content = entity.getContent();
            var rest = new byte[4096];
            while (content.read(rest) >= 0) {
                // nothing after the end is of interest
            }
        } catch (IOException e) {
            post.cancel();
        } finally {
            cut.cancel(false);
        }
    }

    @Override
    public void destroy() throws IOException {
        watch.shutdownNow();
        http.close();
    }

    /** Runs between the standing connection and the first byte. */
    private final class Dispatch implements Runnable {
        private final AnswerListener listener;
        private final CallControl control;
        private volatile boolean happened;

        Dispatch(AnswerListener listener, CallControl control) {
            this.listener = listener;
            this.control = control;
        }

        @Override
        public void run() {
            listener.dispatching();
            happened = true;
            control.dispatched(watch);
        }
    }
}
