package dev.agentworks.starter.problem;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A refusal as the client reads it. */
record Problem(
        ErrorCode code,
        String detail,
        List<InvalidField> errors,
        Map<String, Object> properties,
        Map<String, String> headers) {
    static final String MEDIA_TYPE = "application/problem+json";
    private static final String TYPES = "https://agentworks.dev/problems/";

    static Problem of(ErrorCode code, String detail) {
        return new Problem(code, detail, List.of(), Map.of(), Map.of());
    }

    static Problem of(ProblemException refusal) {
        return new Problem(
                refusal.code(),
                refusal.detail(),
                refusal.errors(),
                refusal.properties(),
                headers(refusal));
    }

    private static Map<String, String> headers(ProblemException refusal) {
        var pause = refusal.pause();
        return pause == null
                ? Map.of()
                : Map.of("Retry-After", Long.toString(Math.max(1, pause.toSeconds())));
    }

    static Problem invalid(List<InvalidField> errors) {
        var detail =
                errors.size() == 1
                        ? "One field is not valid."
                        : "%d fields are not valid.".formatted(errors.size());
        return new Problem(CommonError.INVALID_REQUEST, detail, errors, Map.of(), Map.of());
    }

    static Problem invalid(String pointer, String message) {
        return invalid(List.of(new InvalidField(pointer, message)));
    }

    Problem withHeader(String name, String value) {
        return new Problem(code, detail, errors, properties, Map.of(name, value));
    }

    Map<String, Object> body(String instance) {
        var body = new LinkedHashMap<String, Object>(properties);
        body.put("type", TYPES + code.code());
        body.put("title", code.title());
        body.put("status", code.status());
        body.put("detail", detail);
        body.put("instance", instance);
        if (!errors.isEmpty()) {
            body.put("errors", errors);
        }
        return body;
    }
}
