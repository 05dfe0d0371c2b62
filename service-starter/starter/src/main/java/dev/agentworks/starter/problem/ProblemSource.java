package dev.agentworks.starter.problem;

/** A failure that brings the problem to be shown to the client. */
public interface ProblemSource {
    ProblemException problem();
}
