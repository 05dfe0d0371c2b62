package dev.agentworks.router.provider.http;

import dev.agentworks.router.provider.model.ChatRequest;
import dev.agentworks.router.provider.model.FailureClass;
import dev.agentworks.router.provider.model.ModelResponse;
import dev.agentworks.router.provider.model.VendorFailure;
import dev.agentworks.router.provider.spi.ProviderSettings;
import dev.agentworks.router.provider.spi.ResponseBuilder;
import dev.agentworks.router.provider.spi.Vendor;
import dev.agentworks.starter.sse.ServerSentEventReader;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/**
 * Makes an answer of whatever a vendor's server sends; from here on a call always has an outcome.
 */
final class ModelResponseReader {
    private static final Logger LOG = LoggerFactory.getLogger(ModelResponseReader.class);
    private static final int LARGEST_ANSWER = 64 * 1024 * 1024;

    private final Vendor vendor;
    private final ChatRequest request;
    private final ProviderSettings.Access access;
    private final ResponseBuilder builder;
    private final CallControl control;

    ModelResponseReader(
            Vendor vendor,
            ChatRequest request,
            ProviderSettings.Access access,
            ResponseBuilder builder,
            CallControl control) {
        this.vendor = vendor;
        this.request = request;
        this.access = access;
        this.builder = builder;
        this.control = control;
    }

    ModelResponse read(ClassicHttpResponse response) {
        var headers = ResponseParts.headers(response);
        var head = vendor.head(response.getCode(), headers);
        builder.head(head);
        var entity = response.getEntity();
        if (response.getCode() / 100 == 2 && entity != null && wantsWhole()) {
            whole(entity);
            return builder.build();
        }
        // some servers put an error into a 200
        if (response.getCode() / 100 != 2 || entity == null || ResponseParts.isJson(response)) {
            return ModelResponse.failed(refusal(response, headers), head);
        }
        try {
            stream(ServerSentEventReader.givingUnfinished(entity.getContent()));
        } catch (IOException e) {
            builder.fail(broken("The connection was cut."));
        } catch (JacksonException e) {
            // its message would quote a customer's text
            LOG.warn("the stream of {} is not JSON", vendor.id());
            builder.fail(broken("The answer cannot be read."));
        } catch (RuntimeException e) {
            LOG.warn("the stream of {} cannot be read", vendor.id(), e);
            builder.fail(broken("The answer cannot be read."));
        }
        return builder.build();
    }

    private boolean wantsWhole() {
        var verbatim = request.verbatim();
        return verbatim != null && verbatim.whole() && vendor.isVerbatim(request);
    }

    private void whole(HttpEntity entity) {
        try {
            // one array of the right size where the vendor says how much comes
            long told = entity.getContentLength();
            int most = told < 0 || told > LARGEST_ANSWER ? LARGEST_ANSWER : (int) told;
            var body = entity.getContent().readNBytes(most);
            control.event(true);
            vendor.readWhole(body, builder);
        } catch (IOException e) {
            builder.fail(broken("The connection was cut."));
        } catch (RuntimeException e) {
            // its message would quote a customer's text
            LOG.warn("the answer of {} cannot be read: {}", vendor.id(), e.getClass().getName());
            builder.fail(broken("The answer cannot be read."));
        }
    }

    private void stream(ServerSentEventReader events) throws IOException {
        var reader = vendor.read(request, builder);
        while (!builder.isOver()) {
            var event = events.next();
            if (event == null) {
                reader.end();
                return;
            }
            reader.event(event);
            control.event(builder.hasContent());
        }
    }

    private VendorFailure broken(String message) {
        var stopped = control.reason();
        return stopped != null ? stopped : VendorFailure.of(FailureClass.STREAM_BROKEN, message);
    }

    private VendorFailure refusal(ClassicHttpResponse response, Map<String, List<String>> headers) {
        var failure =
                vendor.refusal(response.getCode(), headers, ResponseParts.refusalBody(response));
        return failure.saying(access.key().hideIn(failure.message()));
    }
}
