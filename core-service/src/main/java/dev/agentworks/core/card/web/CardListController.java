package dev.agentworks.core.card.web;

import dev.agentworks.core.board.Boards;
import dev.agentworks.core.card.CardStatus;
import dev.agentworks.core.card.CardType;
import dev.agentworks.core.card.CardViews;
import dev.agentworks.core.card.CardViews.CardFilter;
import dev.agentworks.core.project.ProjectId;
import dev.agentworks.core.workspace.WorkspaceId;
import dev.agentworks.starter.servicetoken.RequiresScope;
import dev.agentworks.starter.validation.Visible;
import dev.agentworks.starter.web.CursorRequest;
import dev.agentworks.starter.web.ETags;
import dev.agentworks.starter.web.Page;
import dev.agentworks.starter.web.RunAsCurrentUser;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Finds cards: by what they are, page by page, and by their key. */
@RestController
@RequiresScope("core:public")
@RunAsCurrentUser
class CardListController {

    private final CardViews views;
    private final Boards boards;

    CardListController(CardViews views, Boards boards) {
        this.views = views;
        this.boards = boards;
    }

    @GetMapping("/api/projects/{project}/cards")
    Page<CardSummary> ofProject(
            @PathVariable ProjectId project,
            @RequestParam(required = false) @Nullable @Min(0) @Max(10) Integer lane,
            @RequestParam(required = false) @Nullable UUID assignee,
            @RequestParam(required = false) @Nullable CardType type,
            @RequestParam(required = false) @Nullable @Visible @Size(max = 50) String label,
            @RequestParam(required = false) @Nullable CardStatus status,
            @RequestParam(required = false) @Nullable @Visible @Size(max = 200) String q,
            @RequestParam(defaultValue = "false") boolean archived,
            CursorRequest request) {
        return page(
                project, new CardFilter(lane, assignee, type, label, status, q, archived), request);
    }

    /** A project has one board, so that its cards are the project's. */
    @GetMapping("/api/boards/{board}/cards")
    Page<CardSummary> ofBoard(
            @PathVariable UUID board,
            @RequestParam(required = false) @Nullable @Min(0) @Max(10) Integer lane,
            @RequestParam(required = false) @Nullable UUID assignee,
            @RequestParam(required = false) @Nullable CardType type,
            @RequestParam(required = false) @Nullable @Visible @Size(max = 50) String label,
            @RequestParam(required = false) @Nullable CardStatus status,
            @RequestParam(required = false) @Nullable @Visible @Size(max = 200) String q,
            @RequestParam(defaultValue = "false") boolean archived,
            CursorRequest request) {
        return page(
                new ProjectId(boards.require(board).projectId()),
                new CardFilter(lane, assignee, type, label, status, q, archived),
                request);
    }

    @GetMapping("/api/workspaces/{workspace}/cards/{key}")
    ResponseEntity<CardResponse> ofKey(
            @PathVariable WorkspaceId workspace, @PathVariable String key) {
        var view = views.ofKey(workspace, key);
        return ResponseEntity.ok()
                .eTag(ETags.of(view.card().version()))
                .body(CardResponse.of(view));
    }

    private Page<CardSummary> page(ProjectId project, CardFilter filter, CursorRequest request) {
        var page = views.ofProject(project, filter, request);
        return new Page<>(page.items().stream().map(CardSummary::of).toList(), page.nextCursor());
    }
}
