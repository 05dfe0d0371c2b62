package dev.agentworks.orchestrator.step;

import dev.agentworks.orchestrator.client.Completion;
import dev.agentworks.orchestrator.client.CompletionRequest.Message;
import dev.agentworks.orchestrator.run.StepRecord;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What a run does next, as its journal alone decides. */
sealed interface Next {

    /** A step, or none for what is an end in itself. */
    String path();

    StepRecord.Kind kind();

    record ReadContext() implements Next {
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
    record CallModel(int turn, List<Message> conversation) implements Next {
        @Override
        public String path() {
            return "llm/" + turn;
        }

        @Override
        public StepRecord.Kind kind() {
            return StepRecord.Kind.MODEL;
        }
    }

    record CallTool(int turn, int index, Completion.ToolCall call) implements Next {
        @Override
        public String path() {
            return "tool/" + turn + "/" + index;
        }

        @Override
        public StepRecord.Kind kind() {
            return StepRecord.Kind.TOOL;
        }
    }

    /** The agent called finish with these arguments. */
    record Complete(JsonNode finish) implements Next {
        @Override
        public String path() {
            return "complete";
        }

        @Override
        public StepRecord.Kind kind() {
            return StepRecord.Kind.COMPLETE;
        }
    }

    /** It cannot go on. */
    record GiveUp(String code, String message) implements Next {
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
