package dev.agentworks.local.llm.agent;

import dev.agentworks.local.llm.conversation.Conversation;
import dev.agentworks.local.llm.conversation.Reply;
import dev.agentworks.local.llm.conversation.Tokens;
import dev.agentworks.local.llm.conversation.ToolCall;
import java.util.ArrayList;
import java.util.Random;

/**
 * Answers a conversation as the agent that its instructions name would; without an agent, as a
 * plain assistant.
 */
public final class Agents {

    private final long seed;

    /**
     * @param seed the same seed and the same request give the same answer
     */
    public Agents(long seed) {
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
        for (var wish : step.wishes()) {
            calls.add(
                    new ToolCall(
                            "call_" + Long.toHexString(random.nextLong() | Long.MIN_VALUE),
                            wish.tool(),
                            wish.arguments()));
        }
        return new Reply(step.words(), calls, Tokens.of(conversation, step.words(), calls));
    }

    private static Plan.Step step(Conversation conversation) {
        var agent = conversation.agent();
        if (agent.isEmpty()) {
            return new Plan.Step(plain(conversation), java.util.List.of());
        }
        var work = new Work(conversation);
        return switch (agent.get()) {
            case "CEO_COPILOT" -> PlanningAgents.copilot(work);
            case "STRATEGY" -> PlanningAgents.strategy(work);
            case "STORYBOARD" -> PlanningAgents.storyboard(work);
            case "PRD" -> PlanningAgents.requirements(work);
            case "MVP_SCOPE" -> PlanningAgents.scope(work);
            case "RESEARCH" -> ShapingAgents.research(work);
            case "ARCHITECT" -> ShapingAgents.architecture(work);
            case "PLANNER" -> ShapingAgents.tasks(work);
            case "DEV_BACKEND" -> CodingAgents.backend(work);
            case "DEV_FRONTEND" -> CodingAgents.frontend(work);
            case "DEVOPS" -> CodingAgents.operations(work);
            case "REFACTOR" -> CodingAgents.refactor(work);
            case "CODE_REVIEWER" -> CheckingAgents.review(work);
            case "QA" -> CheckingAgents.testPlan(work);
            case "TROUBLESHOOTER" -> CheckingAgents.cause(work);
            case "DEPLOYMENT" -> ReleaseAgents.releaseNotes(work);
            case "DOCS" -> ReleaseAgents.userGuide(work);
            default -> work.unknown();
        };
    }

    /** A plain answer that speaks of the question. */
    private static String plain(Conversation conversation) {
        var asked = conversation.asked().strip();
        var shown = asked.length() > 200 ? asked.substring(0, 200) + "…" : asked;
        return "This is a simulated answer. You asked: " + shown;
    }
}
