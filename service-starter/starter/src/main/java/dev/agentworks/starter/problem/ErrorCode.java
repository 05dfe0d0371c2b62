package dev.agentworks.starter.problem;

/**
 * A kind of refusal that clients may rely on; implemented by an enum in the feature that refuses.
 */
public interface ErrorCode {
    /** Stable, lower case with hyphens; the last part of the problem's type. */
    String code();

    /** The HTTP status it is answered with. */
    int status();

    /** A few words that never vary. */
    String title();
}
