package dev.agentworks.orchestrator.step.plan;

import dev.agentworks.events.run.RunStatus;
import dev.agentworks.orchestrator.client.Completion;
import dev.agentworks.orchestrator.client.CompletionRequest.Message;
import dev.agentworks.orchestrator.run.model.StepRecord;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a run does next, as its journal alone decides. */
public sealed interface NextStep {

    /** A step, or none for what is an end in itself. */
    String path();

    StepRecord.Kind kind();

    record ReadContext() implements NextStep {
        @Override
        public String path() {
            return "config";
        }

        @Override
        public StepRecord.Kind kind() {
            return StepRecord.Kind.CONFIG;
        }
    }

    /** The conversation so far is the snapshot's first message and these. */
    record CallModel(int turn, List<Message> conversation) implements NextStep {
        @Override
        public String path() {
            return "llm/" + turn;
        }

        @Override
        public StepRecord.Kind kind() {
            return StepRecord.Kind.MODEL;
        }
    }

    record CallTool(int turn, int index, Completion.ToolCall call) implements NextStep {
        @Override
        public String path() {
            return "tool/" + turn + "/" + index;
        }

        @Override
        public StepRecord.Kind kind() {
            return StepRecord.Kind.TOOL;
        }
    }

    /** What the run staged becomes one commit; asked for again when it changed in between. */
    record Propose(int round, String summary) implements NextStep {
        @Override
        public String path() {
            return ProposalPlanner.path("propose", round);
        }

        @Override
        public StepRecord.Kind kind() {
            return StepRecord.Kind.PROPOSE;
        }
    }

    /**
     * A person decides.
     *
     * @param held what else than files there is to approve, in words
     * @param conflicts the files that stood in the way the last time
     * @param refused why a held change could not be made the last time; empty when none was refused
     */
    record AskApproval(
            int round, int files, List<String> held, List<String> conflicts, String refused)
            implements NextStep {
        @Override
        public String path() {
            return ProposalPlanner.path("approval", round);
        }

        @Override
        public StepRecord.Kind kind() {
            return StepRecord.Kind.APPROVAL;
        }
    }

    /**
     * The commit goes to the card's branch, and further when a person approved it.
     *
     * @param holds whether changes of the board are to follow
     */
    record Apply(int round, @Nullable String approver, String digest, boolean holds)
            implements NextStep {
        @Override
        public String path() {
            return ProposalPlanner.path("apply", round);
        }

        @Override
        public StepRecord.Kind kind() {
            return StepRecord.Kind.APPLY;
        }
    }

    /** What the run holds happens on the board, because a person approved it. */
    record Release(int round, String approver) implements NextStep {
        @Override
        public String path() {
            return ProposalPlanner.path("release", round);
        }

        @Override
        public StepRecord.Kind kind() {
            return StepRecord.Kind.APPLY;
        }
    }

    /**
     * The agent called finish with these arguments.
     *
     * @param told whether the card knows already: its closing words were among what was approved
     */
    record Complete(JsonNode finish, boolean told) implements NextStep {
        @Override
        public String path() {
            return "complete";
        }

        @Override
        public StepRecord.Kind kind() {
            return StepRecord.Kind.COMPLETE;
        }
    }

    /** Something the run began is undone, after it was decided that it does not complete. */
    record Compensate(AbortPlan.Undo undo) implements NextStep {
        @Override
        public String path() {
            return AbortPlan.path(undo);
        }

        @Override
        public StepRecord.Kind kind() {
            return StepRecord.Kind.COMPENSATION;
        }
    }

    /** All is undone: the run ends as was decided. */
    record End(AbortPlan plan) implements NextStep {
        @Override
        public String path() {
            throw new IllegalStateException("the end is no step");
        }

        @Override
        public StepRecord.Kind kind() {
            throw new IllegalStateException("the end is no step");
        }
    }

    /** The card was told, or a person decided that it need not be: the run is complete. */
    record Close(JsonNode finish) implements NextStep {
        @Override
        public String path() {
            throw new IllegalStateException("closing is no step");
        }

        @Override
        public StepRecord.Kind kind() {
            throw new IllegalStateException("closing is no step");
        }
    }

    /** It cannot go on, or is not to. */
    record GiveUp(RunStatus status, String code, String message) implements NextStep {
        @Override
        public String path() {
            throw new IllegalStateException("giving up is no step");
        }

        @Override
        public StepRecord.Kind kind() {
            throw new IllegalStateException("giving up is no step");
        }
    }
}
