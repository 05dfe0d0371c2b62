package dev.agentworks.router.provider.model;

/** Whether the model may, must or must not call tools. */
public sealed interface ToolChoice {
    ToolChoice AUTO = new Auto();

    /** As the model likes. */
    record Auto() implements ToolChoice {}

    /** At least one. */
    record Any() implements ToolChoice {}

    /** None, although there are some. */
    record None() implements ToolChoice {}

    /** This one. */
    record Named(String name) implements ToolChoice {}
}
