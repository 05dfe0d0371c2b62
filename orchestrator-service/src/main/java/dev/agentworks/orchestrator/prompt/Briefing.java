package dev.agentworks.orchestrator.prompt;

import dev.agentworks.orchestrator.client.CardContext;
import dev.agentworks.orchestrator.client.CardContext.DocumentFacts;
import dev.agentworks.orchestrator.client.CompletionRequest.ToolOffer;
import dev.agentworks.orchestrator.client.Core;
import dev.agentworks.orchestrator.knowledge.PastResults;
import dev.agentworks.orchestrator.workingcopy.FileRun;
import dev.agentworks.orchestrator.workingcopy.WorkingCopies;
import dev.agentworks.orchestrator.workingcopy.WorkingCopy;
import dev.agentworks.starter.servicetoken.RemoteProblem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/** Gathers what an agent is to know and fits it to its model. */
@Component
@EnableConfigurationProperties(PromptSettings.class)
public class Briefing {

    private static final int NOT_FOUND = 404;

    private final Core core;
    private final PastResults past;
    private final WorkingCopies copies;
    private final PromptSettings settings;

    Briefing(Core core, PastResults past, WorkingCopies copies, PromptSettings settings) {
        this.core = core;
        this.past = past;
        this.copies = copies;
        this.settings = settings;
    }

    /** The agent to brief, and what it works with. */
    public record Agent(
            String prompt, String model, @Nullable Integer maxTokens, List<ToolOffer> tools) {

        boolean has(String tool) {
            return tools.stream().anyMatch(offer -> offer.name().equals(tool));
        }
    }

    /**
     * What a run begins with.
     *
     * @param budget tokens that all messages together may take
     * @param leftOut what did not fit, by name
     */
    public record Brief(String system, String user, int budget, List<String> leftOut) {}

    /**
     * Briefs the agent of a run; for one that works with files this is the run's first look at
     * them.
     */
    public Brief brief(
            FileRun run, Agent agent, CardContext context, @Nullable String instructions) {
        var system = Prompts.system(agent.prompt());
        var budget =
                TokenBudget.of(
                        settings,
                        agent.model(),
                        agent.maxTokens(),
                        instructionTokens(system, agent));
        boolean reads = agent.has("read_document");
        var known =
                new PromptContext(
                        texts(context, LaneDocuments.toGive(context, reads)),
                        agent.has("list_files") ? files(run) : List.of(),
                        past.ofLaneVisit(context.card().id(), context.laneVisit()).stream()
                                .map(result ->
                                        new PromptContext.EarlierResult(
                                                result.agent(), result.summary(), result.verdict()))
                                .toList(),
                        instructions);
        var told = Prompts.user(context, known, reads, budget.message());
        return new Brief(system, told.text(), budget.conversation(), told.leftOut());
    }

    private List<String> files(FileRun run) {
        return copies.of(run).list("").files().stream().map(WorkingCopy.Entry::path).toList();
    }

    private Map<UUID, String> texts(CardContext context, List<DocumentFacts> documents) {
        var texts = new HashMap<UUID, String>();
        for (var document : documents) {
            text(context.workspaceId(), document).ifPresent(text -> texts.put(document.id(), text));
        }
        return texts;
    }

    private Optional<String> text(UUID workspace, DocumentFacts document) {
        try {
            return Optional.of(
                    core.document(workspace, document.id().toString(), document.given())
                            .path("content")
                            .asString(""));
        } catch (RemoteProblem problem) {
            if (problem.status() == NOT_FOUND) {
                return Optional.empty(); // gone since the card was read: it is not told of then
            }
            throw problem;
        }
    }

    private static int instructionTokens(String system, Agent agent) {
        return TokenEstimate.of(system)
                + agent.tools().stream()
                        .mapToInt(tool ->
                                TokenEstimate.of(
                                        tool.name() + tool.description() + tool.parameters()))
                        .sum();
    }
}
