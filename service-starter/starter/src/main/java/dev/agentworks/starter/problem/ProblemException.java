package dev.agentworks.starter.problem;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A refusal on its way to the edge, where it becomes a problem detail; nothing is logged for it.
 */
public class ProblemException extends RuntimeException {
    private final ErrorCode code;
    private final String detail;
    private final Map<String, Object> properties = new LinkedHashMap<>();
    private final List<InvalidField> errors = new ArrayList<>();
    private @Nullable Duration pause;

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

    /** Says how long the client should wait before it tries again. */
    public ProblemException retryAfter(Duration pause) {
        this.pause = pause;
        return this;
    }

    /** Names an invalid field by its JSON pointer. */
    public ProblemException invalid(String pointer, String message) {
        errors.add(new InvalidField(pointer, message));
        return this;
    }

    /**
     * The problem as a client reads it, to stand within an answer about several things.
     *
     * @param instance the address of what was refused
     */
    public Map<String, Object> body(String instance) {
        return Problem.of(this).body(instance);
    }

    public ErrorCode code() {
        return code;
    }

    public String detail() {
        return detail;
    }

    /** How long the client should wait, if the problem says so. */
    public @Nullable Duration pause() {
        return pause;
    }

    public Map<String, Object> properties() {
        return Map.copyOf(properties);
    }

    public List<InvalidField> errors() {
        return List.copyOf(errors);
    }
}
