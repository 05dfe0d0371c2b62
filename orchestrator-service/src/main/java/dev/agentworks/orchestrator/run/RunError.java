package dev.agentworks.orchestrator.run;

import dev.agentworks.starter.problem.ErrorCode;

/** Refusals about runs. */
enum RunError implements ErrorCode {
    RUN_IN_PROGRESS("run-in-progress", "The agent is at work on this card already"),
    AGENT_UNAVAILABLE("agent-unavailable", "The agent cannot work here yet"),
    AGENT_DISABLED("agent-disabled", "The agent is switched off in this project"),
    AGENT_NOT_IN_LANE("agent-not-in-lane", "The agent does not work in this lane"),
    RUN_OVER("run-over", "The run has ended"),
    RUN_NOT_OVER("run-not-over", "The run has not ended"),
    RUN_NOT_WAITING("run-not-waiting", "The run does not wait for this"),
    PROPOSAL_CHANGED("proposal-changed", "The change is not the one you have seen"),
    MERGE_CONFLICT("merge-conflict", "Others changed the same places"),
    STEP_NOT_SKIPPABLE("step-not-skippable", "The run cannot go on without this step");

    private final String code;
    private final String title;

    RunError(String code, String title) {
        this.code = code;
        this.title = title;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public int status() {
        return 409;
    }

    @Override
    public String title() {
        return title;
    }
}
