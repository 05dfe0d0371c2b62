package dev.agentworks.starter.problem;

/** A failure that knows what the client may hear of it. */
public interface ProblemSource {
    ProblemException problem();
}
