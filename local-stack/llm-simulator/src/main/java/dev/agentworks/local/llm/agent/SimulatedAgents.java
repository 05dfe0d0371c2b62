package dev.agentworks.local.llm.agent;

import dev.agentworks.local.llm.conversation.Conversation;
import dev.agentworks.local.llm.conversation.Reply;
import dev.agentworks.local.llm.conversation.Tokens;
import dev.agentworks.local.llm.conversation.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Answers a conversation as the agent that its instructions name, or as a plain assistant. */
public final class SimulatedAgents {

    private final long seed;

    /**
     * @param seed the same seed and the same request give the same answer
     */
    public SimulatedAgents(long seed) {
        this.seed = seed;
    }

    public Reply answer(Conversation conversation) {
        var step = step(conversation);
        var random =
                new Random(
                        seed
                                ^ conversation.asked().hashCode()
                                ^ (31L * conversation.turns().size()));
        var calls = new ArrayList<ToolCall>();
        for (var call : step.calls()) {
            calls.add(
                    new ToolCall(
                            "call_" + Long.toHexString(random.nextLong() | Long.MIN_VALUE),
                            call.tool(),
                            call.arguments()));
        }
        return new Reply(step.words(), calls, Tokens.of(conversation, step.words(), calls));
    }

    private static Plan.Step step(Conversation conversation) {
        var agent = conversation.agent();
        if (agent.isEmpty()) {
            return new Plan.Step(plain(conversation), List.of());
        }
        var task = new AgentTask(conversation);
        return switch (agent.get()) {
            case "CEO_COPILOT" -> PlanningAgents.copilot(task);
            case "STRATEGY" -> PlanningAgents.strategy(task);
            case "STORYBOARD" -> PlanningAgents.storyboard(task);
            case "PRD" -> PlanningAgents.requirements(task);
            case "MVP_SCOPE" -> PlanningAgents.scope(task);
            case "RESEARCH" -> ShapingAgents.research(task);
            case "ARCHITECT" -> ShapingAgents.architecture(task);
            case "PLANNER" -> ShapingAgents.tasks(task);
            case "DEV_BACKEND" -> CodingAgents.backend(task);
            case "DEV_FRONTEND" -> CodingAgents.frontend(task);
            case "DEVOPS" -> CodingAgents.operations(task);
            case "REFACTOR" -> CodingAgents.refactor(task);
            case "CODE_REVIEWER" -> CheckingAgents.review(task);
            case "QA" -> CheckingAgents.testPlan(task);
            case "TROUBLESHOOTER" -> CheckingAgents.cause(task);
            case "DEPLOYMENT" -> ReleaseAgents.releaseNotes(task);
            case "DOCS" -> ReleaseAgents.userGuide(task);
            default -> task.custom();
        };
    }

    /** An answer that repeats the question. */
    private static String plain(Conversation conversation) {
        var asked = conversation.asked().strip();
        var shown = asked.length() > 200 ? asked.substring(0, 200) + "…" : asked;
        return AgentTask.COMMON.line("plain", Map.of("asked", shown));
    }
}
