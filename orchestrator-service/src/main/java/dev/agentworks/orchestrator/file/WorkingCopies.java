package dev.agentworks.orchestrator.file;

/** Gives each run its own working copy, taken from the card's branch at its first access. */
public interface WorkingCopies {

    WorkingCopy of(FileRun run);
}
