package dev.agentworks.starter.problem;

/**
 * One field that was refused.
 *
 * @param pointer a JSON pointer into the body, or {@code #query/<name>}, {@code #path/<name>},
 *     {@code #header/<name>}
 */
public record InvalidField(String pointer, String message) {}
