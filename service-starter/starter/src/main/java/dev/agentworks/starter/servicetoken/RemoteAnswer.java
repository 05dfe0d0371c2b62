package dev.agentworks.starter.servicetoken;

import dev.agentworks.starter.problem.CommonError;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.ClientHttpResponse;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads the problem out of another service's refusal. */
final class RemoteAnswer {
    private static final int LONGEST = 64 * 1024;

    private RemoteAnswer() {}

    static RemoteProblem problem(String service, ClientHttpResponse response, JsonMapper json)
            throws IOException {
        var body = read(response.getBody().readNBytes(LONGEST), json);
        var type = body.path("type").asString("");
        var code = type.substring(type.lastIndexOf('/') + 1);
        return new RemoteProblem(
                service,
                response.getStatusCode().value(),
                code.isEmpty() ? CommonError.INTERNAL.code() : code,
                body.path("detail").asString(""),
                retryAfter(response),
                null);
    }

    private static JsonNode read(byte[] body, JsonMapper json) {
        try {
            return json.readTree(body);
        } catch (JacksonException e) {
            // a proxy's page instead of a problem: the status says all there is to know
            return json.createObjectNode();
        }
    }

    private static @Nullable Duration retryAfter(ClientHttpResponse response) {
        var seconds = response.getHeaders().getFirst(HttpHeaders.RETRY_AFTER);
        return seconds != null && seconds.matches("\\d{1,6}")
                ? Duration.ofSeconds(Long.parseLong(seconds))
                : null;
    }
}
