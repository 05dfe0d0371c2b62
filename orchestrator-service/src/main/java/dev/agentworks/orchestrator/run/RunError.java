package dev.agentworks.orchestrator.run;

import static dev.agentworks.starter.problem.ErrorKind.conflict;

import dev.agentworks.starter.problem.ErrorCode;
import dev.agentworks.starter.problem.ErrorKind;

/** Refusals about runs. */
public enum RunError implements ErrorCode {
    RUN_IN_PROGRESS(conflict("The agent is at work on this card already")),
    AGENT_UNAVAILABLE(conflict("The agent cannot work here yet")),
    AGENT_DISABLED(conflict("The agent is switched off in this project")),
    AGENT_NOT_IN_LANE(conflict("The agent does not work in this lane")),
    RUN_OVER(conflict("The run has ended")),
    RUN_NOT_OVER(conflict("The run has not ended")),
    RUN_NOT_WAITING(conflict("The run does not wait for this")),
    PROPOSAL_CHANGED(conflict("The change is not the one you have seen")),
    MERGE_CONFLICT(conflict("Others changed the same places")),
    CHANGES_REFUSED(conflict("What the run holds can no longer be made")),
    STEP_NOT_SKIPPABLE(conflict("The run cannot go on without this step"));

    private final ErrorKind kind;

    RunError(ErrorKind kind) {
        this.kind = kind;
    }

    @Override
    public ErrorKind kind() {
        return kind;
    }
}
