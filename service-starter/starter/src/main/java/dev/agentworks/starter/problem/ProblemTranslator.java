package dev.agentworks.starter.problem;

import org.jspecify.annotations.Nullable;

/** Knows the refusals of one library; asked in order until one answers. */
@FunctionalInterface
interface ProblemTranslator {
    @Nullable Problem translate(Throwable failure);
}
