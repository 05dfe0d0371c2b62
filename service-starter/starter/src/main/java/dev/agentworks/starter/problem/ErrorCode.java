package dev.agentworks.starter.problem;

import java.util.Locale;

/**
 * A kind of refusal that clients may rely on. An enum in the feature that refuses implements it;
 * the name of the constant is the code, {@code WIP_LIMIT_REACHED} is read as {@code
 * wip-limit-reached}.
 */
public interface ErrorCode {
    /** The constant's name, as every enum has it. */
    String name();

    /** The HTTP status and the title that the refusal is answered with. */
    ErrorKind kind();

    /** Stable, lower case with hyphens; the last part of the problem's type. */
    default String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The HTTP status of the answer. */
    default int status() {
        return kind().status();
    }

    /** A few words that never vary. */
    default String title() {
        return kind().title();
    }
}
