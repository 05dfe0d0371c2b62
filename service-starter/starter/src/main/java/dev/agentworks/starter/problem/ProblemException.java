package dev.agentworks.starter.problem;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A refusal on its way to the edge, where it becomes a problem detail; nothing is logged for it.
 */
public class ProblemException extends RuntimeException {
    private final ErrorCode code;
    private final String detail;
    private final Map<String, Object> properties = new LinkedHashMap<>();
    private final List<InvalidField> errors = new ArrayList<>();

    /**
     * @param detail a sentence for the client: what was wrong and what to do, without secrets
     */
    public ProblemException(ErrorCode code, String detail) {
        super(code.code() + ": " + detail);
        this.code = code;
        this.detail = detail;
    }

    /** Adds a member to the problem, such as the limit that was reached. */
    public ProblemException with(String property, Object value) {
        properties.put(property, value);
        return this;
    }

    /** Names an invalid field by its JSON pointer. */
    public ProblemException invalid(String pointer, String message) {
        errors.add(new InvalidField(pointer, message));
        return this;
    }

    public ErrorCode code() {
        return code;
    }

    public String detail() {
        return detail;
    }

    public Map<String, Object> properties() {
        return Map.copyOf(properties);
    }

    public List<InvalidField> errors() {
        return List.copyOf(errors);
    }
}
