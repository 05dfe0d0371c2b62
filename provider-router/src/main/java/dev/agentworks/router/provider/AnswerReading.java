package dev.agentworks.router.provider;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/**
 * Makes an answer of whatever a vendor's server sends; from here on a call always has an outcome.
 */
final class AnswerReading {
    private static final Logger LOG = LoggerFactory.getLogger(AnswerReading.class);
    private static final int LARGEST_REFUSAL = 64 * 1024;

    private final Vendor vendor;
    private final ProviderSettings.Access access;
    private final AnswerBuilder builder;
    private final CallControl control;

    AnswerReading(
            Vendor vendor,
            ProviderSettings.Access access,
            AnswerBuilder builder,
            CallControl control) {
        this.vendor = vendor;
        this.access = access;
        this.builder = builder;
        this.control = control;
    }

    Answer read(ClassicHttpResponse response) {
        var entity = response.getEntity();
        if (response.getCode() / 100 != 2 || entity == null) {
            return Answer.failed(refusal(response, entity == null ? "" : start(entity)));
        }
        if (isJson(entity)) {
            // some servers put an error into a 200
            return Answer.failed(refusal(response, start(entity)));
        }
        try {
            stream(new ServerSentEvents(entity.getContent()));
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

    private void stream(ServerSentEvents events) throws IOException {
        var reader = vendor.read(builder);
        while (!builder.isOver()) {
            var event = events.next();
            if (event == null) {
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

    private VendorFailure refusal(ClassicHttpResponse response, String body) {
        var failure = vendor.refusal(response.getCode(), headers(response), body);
        return new VendorFailure(
                failure.kind(), access.key().hideIn(failure.message()), failure.retryAfter());
    }

    private static boolean isJson(HttpEntity entity) {
        var type = entity.getContentType();
        return type != null && type.toLowerCase(Locale.ROOT).startsWith("application/json");
    }

    // a refusal whose body is cut is still a refusal: its status says enough
    private static String start(HttpEntity entity) {
        try {
            return new String(
                    entity.getContent().readNBytes(LARGEST_REFUSAL), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }

    private static Map<String, List<String>> headers(ClassicHttpResponse response) {
        var headers = new TreeMap<String, List<String>>();
        for (Header header : response.getHeaders()) {
            headers.merge(
                    header.getName().toLowerCase(Locale.ROOT),
                    List.of(header.getValue()),
                    (one, other) -> Stream.concat(one.stream(), other.stream()).toList());
        }
        return headers;
    }
}
