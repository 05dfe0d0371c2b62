package dev.agentworks.router.provider.google;

import dev.agentworks.router.provider.model.FailureClass;
import dev.agentworks.router.provider.model.VendorFailure;
import dev.agentworks.router.provider.spi.Refusals;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What Google's errors mean. How long to wait stands in their details, not in a header. */
final class GeminiErrors {
    private GeminiErrors() {}

    static VendorFailure refusal(
            String provider, int status, Map<String, List<String>> headers, String body) {
        var error = Refusals.body(body).path("error");
        return failure(
                provider,
                status / 100 == 2 ? error.path("code").asInt(500) : status,
                error,
                Refusals.retryAfter(headers));
    }

    /** An error inside a stream, where the status is a field. */
    static VendorFailure inStream(String provider, JsonNode error) {
        return failure(provider, error.path("code").asInt(500), error, null);
    }

    private static VendorFailure failure(
            String provider, int status, JsonNode error, @Nullable Duration headerWait) {
        boolean perDay = false;
        var wait = headerWait;
        for (var detail : error.path("details")) {
            var delay = detail.path("retryDelay").asString("");
            if (delay.endsWith("s")) {
                wait = Refusals.seconds(delay.substring(0, delay.length() - 1), 0);
            }
            for (var violation : detail.path("violations")) {
                perDay |= violation.path("quotaId").asString("").contains("PerDay");
            }
        }
        var kind = kind(status, error, perDay);
        var said = error.path("message").asString("");
        return new VendorFailure(
                kind,
                Refusals.message(kind, provider, status, said),
                wait,
                error.path("status").asString(""),
                status == 413 || said.contains("exceeds the maximum number of tokens"),
                null);
    }

    private static FailureClass kind(int status, JsonNode error, boolean perDay) {
        if (status == 429 && perDay) {
            return FailureClass.QUOTA_EXHAUSTED;
        }
        // this vendor answers a wrong key with 400
        if (status == 400
                && error.path("details")
                        .valueStream()
                        .anyMatch(it -> it.path("reason").asString("").equals("API_KEY_INVALID"))) {
            return FailureClass.AUTH;
        }
        // no billing account, or not in this region: another key or provider may do
        if (status == 400 && error.path("status").asString("").equals("FAILED_PRECONDITION")) {
            return FailureClass.QUOTA_EXHAUSTED;
        }
        return Refusals.byStatus(status);
    }
}
