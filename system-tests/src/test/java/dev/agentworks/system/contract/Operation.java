package dev.agentworks.system.contract;

import dev.agentworks.system.contract.Request.Expectation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One operation of the contract.
 *
 * @param access who may call: {@code open}, {@code session}, {@code key} or {@code socket}
 * @param body the schema of its JSON body; null when it takes none
 * @param bytes whether it takes the bytes of a file
 */
record Operation(
        String method,
        String path,
        String access,
        List<Parameter> parameters,
        @Nullable JsonNode body,
        boolean bytes,
        JsonNode responses) {

    /** A parameter of the query. */
    record Parameter(String name, boolean required, JsonNode schema) {
        /** What the contract says to a value of it. */
        Expectation expectation(String value) {
            if (EdgeValues.isBroken(value)) {
                return Expectation.REFUSED;
            }
            if (!schema.path("type").asString("").equals("integer") || value.isEmpty()) {
                return Expectation.DESCRIBED;
            }
            try {
                var number = Long.parseLong(value);
                return number < schema.path("minimum").asLong(Long.MIN_VALUE)
                                || number > schema.path("maximum").asLong(Long.MAX_VALUE)
                        ? Expectation.REFUSED
                        : Expectation.DESCRIBED;
            } catch (NumberFormatException _) {
                return Expectation.REFUSED;
            }
        }
    }

    String name() {
        return method + " " + path;
    }

    /** The description of an answer; null when the contract has none for its status. */
    @Nullable JsonNode response(int status) {
        var described = responses.get(Integer.toString(status));
        if (described == null && status >= 400) {
            described = responses.get("default");
        }
        return described;
    }

    /**
     * Whether an allowed call makes agents work, which takes the machine longer than it answers.
     */
    boolean startsWork() {
        return path.startsWith("/api/v1/execute")
                || path.startsWith("/api/v1/batch")
                || path.endsWith("/run")
                || path.endsWith("/retry")
                || path.endsWith("/chat/completions");
    }

    boolean signsIn() {
        return path.equals("/auth/register") || path.equals("/auth/login");
    }
}
