package dev.agentworks.orchestrator.step.handler;

import dev.agentworks.events.run.RunStatus;
import dev.agentworks.orchestrator.agent.AgentDefinition;
import dev.agentworks.orchestrator.agent.BuiltInAgents;
import dev.agentworks.orchestrator.agent.ProjectAgent;
import dev.agentworks.orchestrator.agent.ProjectAgents;
import dev.agentworks.orchestrator.client.CardContext;
import dev.agentworks.orchestrator.client.CompletionRequest.ToolOffer;
import dev.agentworks.orchestrator.client.Core;
import dev.agentworks.orchestrator.outgoing.LogLine;
import dev.agentworks.orchestrator.prompt.Briefing;
import dev.agentworks.orchestrator.run.TaskRuns;
import dev.agentworks.orchestrator.run.model.Run;
import dev.agentworks.orchestrator.run.model.RunChange;
import dev.agentworks.orchestrator.run.model.TaskRow;
import dev.agentworks.orchestrator.step.checkpoint.Checkpoints;
import dev.agentworks.orchestrator.step.plan.AgentSnapshot;
import dev.agentworks.orchestrator.tool.Toolbox;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Reads the card and freezes what the agent works with. */
@Component
class ContextStepHandler {

    // every agent may ask a person, and ends its work itself
    private static final List<String> EVERYBODYS = List.of("ask_human", "finish");

    private final Core core;
    private final BuiltInAgents agents;
    private final ProjectAgents projects;
    private final TaskRuns tasks;
    private final Toolbox toolbox;
    private final Briefing briefing;
    private final Checkpoints checkpoints;
    private final JsonMapper json;

    ContextStepHandler(
            Core core,
            BuiltInAgents agents,
            ProjectAgents projects,
            TaskRuns tasks,
            Toolbox toolbox,
            Briefing briefing,
            Checkpoints checkpoints,
            JsonMapper json) {
        this.core = core;
        this.agents = agents;
        this.projects = projects;
        this.tasks = tasks;
        this.toolbox = toolbox;
        this.briefing = briefing;
        this.checkpoints = checkpoints;
        this.json = json;
    }

    StepOutcome act(Run run) {
        var found = projects.find(run.projectId(), run.agentId()).orElse(null);
        if (found == null) {
            return failed("agent-unknown", "There is no agent " + run.agentId() + ".");
        }
        var agent = found.definition();
        var unavailable = agents.unavailability(agent);
        if (unavailable.isPresent()) {
            return failed("agent-unavailable", unavailable.get());
        }
        if (run.isTask()) {
            return tasks.find(run.id())
                    .<StepOutcome>map(task -> frozen(found, task))
                    .orElseGet(() -> failed("task-gone", "The task is no longer there."));
        }
        var read = core.context(run.workspaceId(), run.cardId());
        checkpoints.reached(Checkpoints.Point.CONTEXT_READ);
        return read.<StepOutcome>map(context -> frozen(run, found, context))
                .orElseGet(() -> failed("card-gone", "The card is no longer there."));
    }

    private StepOutcome frozen(Run run, ProjectAgent found, CardContext context) {
        var agent = found.definition();
        var tools = offers(agent);
        var brief =
                briefing.brief(
                        ProposalStepHandler.files(run),
                        new Briefing.Agent(agent.prompt(), agent.model(), agent.maxTokens(), tools),
                        context,
                        run.trigger().instructions());
        var budget = context.budget();
        var snapshot =
                new AgentSnapshot(
                        agent.provider(),
                        agent.model(),
                        agent.temperature(),
                        agent.maxTokens(),
                        brief.system(),
                        brief.user(),
                        tools,
                        agent.leavesBehind(),
                        present(context),
                        brief.budget(),
                        agent.name(),
                        agent.risk(),
                        context.card().status(),
                        lower(found.budget(), budget == null ? null : budget.run()),
                        budget == null ? null : budget.card(),
                        agent.reissue());
        var change =
                RunChange.to(RunStatus.RUNNING)
                        .progress(5)
                        .model(agent.provider(), agent.model())
                        .risk(agent.risk())
                        .line(
                                LogLine.info(
                                                "read %s \"%s\" with %s, %s and %s%s"
                                                        .formatted(
                                                                context.card().key(),
                                                                context.card().title(),
                                                                LogLine.counted(
                                                                        context.documents().size(),
                                                                        "document"),
                                                                LogLine.counted(
                                                                        context.children().size(),
                                                                        "child card"),
                                                                LogLine.counted(
                                                                        context.comments().size(),
                                                                        "comment"),
                                                                leftOut(brief)))
                                        .in("config"));
        return new StepOutcome.Finished(json.valueToTree(snapshot), change);
    }

    private StepOutcome frozen(ProjectAgent found, TaskRow task) {
        var agent = found.definition();
        var snapshot =
                TaskBrief.snapshot(
                        found,
                        task,
                        offers(Stream.concat(task.tools().stream(), Stream.of("finish"))));
        var change =
                RunChange.to(RunStatus.RUNNING)
                        .progress(5)
                        .model(agent.provider(), agent.model())
                        .risk(agent.risk())
                        .line(
                                LogLine.info(
                                                "read the task of %d characters"
                                                        .formatted(task.input().length()))
                                        .in("config"));
        return new StepOutcome.Finished(json.valueToTree(snapshot), change);
    }

    private static @Nullable BigDecimal lower(
            @Nullable BigDecimal one, @Nullable BigDecimal other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.min(other);
    }

    private static String leftOut(Briefing.Brief brief) {
        return brief.leftOut().isEmpty()
                ? ""
                : "; left out because it did not fit: " + String.join(", ", brief.leftOut());
    }

    private List<ToolOffer> offers(AgentDefinition agent) {
        return offers(Stream.concat(agent.tools().stream(), EVERYBODYS.stream()));
    }

    private List<ToolOffer> offers(Stream<String> names) {
        return names.distinct()
                .flatMap(name -> toolbox.find(name).stream())
                .map(tool ->
                        new ToolOffer(
                                tool.name(),
                                tool.description().strip(),
                                json.readTree(tool.schema())))
                .toList();
    }

    private static List<String> present(CardContext context) {
        return Stream.concat(
                        context.documents().stream()
                                .filter(document -> isPresent(context, document))
                                .map(document -> "document:" + document.type()),
                        context.children().stream().map(child -> "card:" + child.type()))
                .distinct()
                .toList();
    }

    // a card has a blueprint of its own where blueprints are made; later any of the project will do
    private static boolean isPresent(CardContext context, CardContext.DocumentFacts document) {
        return context.speaksForCard(document)
                || document.type().equals("BLUEPRINT") && context.lane().number() > 0;
    }

    private static StepOutcome failed(String code, String message) {
        return new StepOutcome.Failed(code, message, RunChange.none());
    }
}
