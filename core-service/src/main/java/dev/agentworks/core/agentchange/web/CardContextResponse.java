package dev.agentworks.core.agentchange.web;

import dev.agentworks.core.board.LaneRule;
import dev.agentworks.core.board.LaneView;
import dev.agentworks.core.card.CardRow;
import dev.agentworks.core.card.web.CardResponse;
import dev.agentworks.core.comment.CommentRow;
import dev.agentworks.core.document.DocumentSummary;
import dev.agentworks.core.link.LinkRow.End;
import dev.agentworks.core.project.ProjectView;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The answer with all that an agent gets to know of the card it works on.
 *
 * @param ancestors the cards above it, the nearest first: their documents are the card's too
 */
record CardContextResponse(
        UUID workspaceId,
        ProjectFacts project,
        CardResponse card,
        @Nullable CardResponse parent,
        List<UUID> ancestors,
        List<CardResponse> children,
        List<CommentRow> comments,
        LaneFacts lane,
        int laneVisit,
        List<DocumentSummary> documents,
        List<End> blockedBy,
        @Nullable NextLane nextLane,
        @Nullable Budget budget) {

    record ProjectFacts(UUID id, String key, String name, String description) {

        static ProjectFacts of(ProjectView project) {
            return new ProjectFacts(
                    project.id(), project.key(), project.name(), project.description());
        }
    }

    /** The lane with the rule that the card's visit began with. */
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

        /** After something was taken back every agent waits for a person to start it. */
        static LaneFacts of(LaneView lane, CardRow card, LaneRule rule) {
            var quiet = card.quietVisit();
            return new LaneFacts(
                    lane.number(),
                    lane.key(),
                    lane.name(),
                    card.ruleVersion(),
                    quiet ? List.of() : rule.onEntry(),
                    quiet ? List.of() : rule.parallel(),
                    quiet ? rule.agents() : rule.manual(),
                    rule.agents(),
                    rule.exitCriterion(),
                    rule.wipLimit(),
                    rule.wipPolicy(),
                    rule.autoAdvance(),
                    rule.requireApproval());
        }
    }

    /** The lane after this one, given only while it is full and enforces its limit. */
    record NextLane(
            int number, String name, int wipLimit, LaneRule.WipPolicy wipPolicy, int count) {

        static @Nullable NextLane whenFull(LaneView lane, int count) {
            var limit = lane.rule().enforcedLimit();
            return limit == null || count < limit
                    ? null
                    : new NextLane(
                            lane.number(), lane.name(), limit, lane.rule().wipPolicy(), count);
        }
    }

    /** What the card's agents may spend, as decimal strings; no budget of a card exists yet. */
    record Budget(@Nullable String card, @Nullable String run) {}
}
