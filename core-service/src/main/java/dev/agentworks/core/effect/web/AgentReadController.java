package dev.agentworks.core.effect.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.agentworks.core.board.Boards;
import dev.agentworks.core.board.LaneRule;
import dev.agentworks.core.board.LaneView;
import dev.agentworks.core.card.CardLinks;
import dev.agentworks.core.card.CardLinks.End;
import dev.agentworks.core.card.CardView;
import dev.agentworks.core.card.Cards;
import dev.agentworks.core.card.CommentView;
import dev.agentworks.core.document.DocumentDetail;
import dev.agentworks.core.document.DocumentId;
import dev.agentworks.core.document.DocumentSummary;
import dev.agentworks.core.document.Documents;
import dev.agentworks.core.project.ProjectId;
import dev.agentworks.core.project.Projects;
import dev.agentworks.core.workspace.Acting;
import dev.agentworks.starter.servicetoken.RequiresScope;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * What the orchestrator reads for its agents; the workspace in the path is all that row security
 * lets it see.
 */
@RestController
@RequestMapping("/internal/workspaces/{workspace}")
@RequiresScope("core:read")
class AgentReadController {

    private final Cards cards;
    private final CardLinks links;
    private final Boards boards;
    private final Projects projects;
    private final Documents documents;

    AgentReadController(
            Cards cards, CardLinks links, Boards boards, Projects projects, Documents documents) {
        this.cards = cards;
        this.links = links;
        this.boards = boards;
        this.projects = projects;
        this.documents = documents;
    }

    record Items<T>(List<T> items) {}

    record DocumentContent(@JsonUnwrapped DocumentSummary summary, String content) {

        static DocumentContent of(DocumentDetail document) {
            return new DocumentContent(document.summary(), document.content());
        }
    }

    record CardContext(
            UUID workspaceId,
            ProjectFacts project,
            CardView card,
            @Nullable CardView parent,
            List<CardView> children,
            List<CommentView> comments,
            LaneFacts lane,
            int laneVisit,
            List<DocumentSummary> documents,
            List<End> blockedBy,
            @Nullable NextLane nextLane,
            @Nullable Budget budget) {}

    /** Where the card goes next, told while that lane is full under ENFORCE. */
    record NextLane(
            int number, String name, int wipLimit, LaneRule.WipPolicy wipPolicy, int count) {}

    /** What the card's agents may spend; decimal strings. Nobody sets one yet. */
    record Budget(@Nullable String card, @Nullable String run) {}

    record ProjectFacts(UUID id, String key, String name, String description) {}

    record LaneFacts(
            int number,
            String key,
            String name,
            int ruleVersion,
            List<String> onEntry,
            List<String> parallel,
            List<String> manual,
            List<String> agents,
            String exitCriterion,
            @Nullable Integer wipLimit,
            LaneRule.WipPolicy wipPolicy,
            boolean autoAdvance,
            boolean requireApproval) {

        static LaneFacts of(LaneView lane, int version, LaneRule rule) {
            return new LaneFacts(
                    lane.number(),
                    lane.key(),
                    lane.name(),
                    version,
                    rule.onEntry(),
                    rule.parallel(),
                    rule.manual(),
                    rule.agents(),
                    rule.exitCriterion(),
                    rule.wipLimit(),
                    rule.wipPolicy(),
                    rule.autoAdvance(),
                    rule.requireApproval());
        }
    }

    @GetMapping("/cards/{card}/context")
    CardContext context(@PathVariable UUID workspace, @PathVariable UUID card) {
        return Acting.within(workspace, () -> context(cards.require(card)));
    }

    @GetMapping("/cards/{card}")
    CardView card(@PathVariable UUID workspace, @PathVariable String card) {
        return Acting.within(workspace, () -> cards.require(workspace, card));
    }

    @GetMapping("/projects/{project}/cards")
    Items<CardView> cards(@PathVariable UUID workspace, @PathVariable UUID project) {
        return Acting.within(workspace, () -> new Items<>(cards.ofProject(project)));
    }

    @GetMapping("/projects/{project}/documents")
    Items<DocumentSummary> documents(
            @PathVariable UUID workspace, @PathVariable ProjectId project) {
        return Acting.within(workspace, () -> new Items<>(documents.of(project)));
    }

    @GetMapping("/documents/{document}")
    DocumentContent document(@PathVariable UUID workspace, @PathVariable DocumentId document) {
        return Acting.within(workspace, () -> DocumentContent.of(documents.require(document)));
    }

    private CardContext context(CardView card) {
        var project = projects.require(card.projectId());
        var lane = boards.lane(card.boardId(), card.lane()).orElseThrow();
        var parent = card.parentId();
        return new CardContext(
                card.workspaceId(),
                new ProjectFacts(
                        project.id(), project.key(), project.name(), project.description()),
                card,
                parent == null ? null : cards.require(parent),
                cards.children(card.id()),
                cards.comments(card.id()),
                LaneFacts.of(
                        lane, card.ruleVersion(), boards.rule(card.laneId(), card.ruleVersion())),
                card.laneVisit(),
                documents.of(new ProjectId(card.projectId())),
                links.blockers(card.id()),
                nextLane(card),
                null);
    }

    private @Nullable NextLane nextLane(CardView card) {
        var next = boards.lane(card.boardId(), card.lane() + 1);
        if (next.isEmpty()) {
            return null;
        }
        var lane = next.get();
        var limit = lane.rule().enforcedLimit();
        var count = cards.countIn(lane.id());
        return limit == null || count < limit
                ? null
                : new NextLane(lane.number(), lane.name(), limit, lane.rule().wipPolicy(), count);
    }
}
