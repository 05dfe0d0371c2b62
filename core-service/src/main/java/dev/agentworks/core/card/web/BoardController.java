package dev.agentworks.core.card.web;

import dev.agentworks.core.board.BoardId;
import dev.agentworks.core.board.LaneRule.WipPolicy;
import dev.agentworks.core.board.LaneView;
import dev.agentworks.core.card.CardViews;
import dev.agentworks.core.card.CardViews.BoardContent;
import dev.agentworks.starter.servicetoken.RequiresScope;
import dev.agentworks.starter.web.RunAsCurrentUser;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** A whole board in one answer: its lanes with their rules, and its cards. */
@RestController
@RequestMapping("/api/boards")
@RequiresScope("core:public")
@RunAsCurrentUser
class BoardController {

    private final CardViews cards;

    BoardController(CardViews cards) {
        this.cards = cards;
    }

    record BoardResponse(
            UUID id,
            UUID projectId,
            UUID workspaceId,
            String name,
            List<Lane> lanes,
            List<CardSummary> cards) {}

    record Lane(
            UUID id,
            int number,
            String key,
            String name,
            @Nullable Integer wipLimit,
            WipPolicy wipPolicy,
            long count,
            int wipCount,
            List<String> agents,
            List<String> onEntry,
            List<String> parallel,
            List<String> manual,
            String exitCriterion,
            boolean autoAdvance,
            boolean requireApproval) {

        static Lane of(LaneView lane, long count, int wipCount) {
            var rule = lane.rule();
            return new Lane(
                    lane.id(),
                    lane.number(),
                    lane.key(),
                    lane.name(),
                    rule.wipLimit(),
                    rule.wipPolicy(),
                    count,
                    wipCount,
                    rule.agents(),
                    rule.onEntry(),
                    rule.parallel(),
                    rule.manual(),
                    rule.exitCriterion(),
                    rule.autoAdvance(),
                    rule.requireApproval());
        }
    }

    /** Answers 304 without a look at the cards when the client has seen the board as it is. */
    @GetMapping("/{id}")
    ResponseEntity<BoardResponse> one(
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false)
                    @Nullable String seen) {
        var known = seen == null ? List.of() : List.of(seen.split("\\s*,\\s*"));
        var answer = cards.board(new BoardId(id), state -> known.contains(tag(state)));
        var tag = tag(answer.state());
        var content = answer.content();
        return content == null
                ? ResponseEntity.status(HttpStatus.NOT_MODIFIED).eTag(tag).build()
                : ResponseEntity.ok().eTag(tag).body(response(content));
    }

    private static BoardResponse response(BoardContent content) {
        var board = content.board();
        var present = content.cards();
        var counts =
                present.cards().stream()
                        .collect(
                                Collectors.groupingBy(
                                        view -> view.card().lane(), Collectors.counting()));
        return new BoardResponse(
                board.id(),
                board.projectId(),
                board.workspaceId(),
                board.name(),
                content.lanes().stream()
                        .map(lane ->
                                Lane.of(
                                        lane,
                                        counts.getOrDefault(lane.number(), 0L),
                                        present.wipCounts().getOrDefault(lane.id(), 0)))
                        .toList(),
                present.cards().stream().map(CardSummary::of).toList());
    }

    private static String tag(String state) {
        return '"'
                + UUID.nameUUIDFromBytes(state.getBytes(StandardCharsets.UTF_8)).toString()
                + '"';
    }
}
