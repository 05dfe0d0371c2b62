package dev.agentworks.orchestrator.workingcopy;

/** Gives each run a working copy of its own, taken from the card's branch at the first access. */
public interface WorkingCopies {

    WorkingCopy of(FileRun run);
}
