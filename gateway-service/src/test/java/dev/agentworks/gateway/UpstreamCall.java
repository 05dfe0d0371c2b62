package dev.agentworks.gateway;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A call as the service behind the gateway saw it; names of headers in lower case. */
record UpstreamCall(String method, String uri, Map<String, String> headers, String body) {
    private static final JsonMapper JSON = JsonMapper.shared();

    @Nullable String header(String name) {
        return headers.get(name);
    }

    /** The claims of the service token it came with. */
    JsonNode token() {
        var parts =
                headers.getOrDefault("authorization", "")
                        .substring("Bearer ".length())
                        .split("\\.");
        return JSON.readTree(
                new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8));
    }
}
