package dev.agentworks.core.agentchange.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.agentworks.core.agentchange.HeldChanges;
import dev.agentworks.core.card.CardId;
import dev.agentworks.core.card.CardViews;
import dev.agentworks.core.card.Cards;
import dev.agentworks.core.card.web.CardResponse;
import dev.agentworks.core.document.DocumentDetail;
import dev.agentworks.core.document.DocumentId;
import dev.agentworks.core.document.DocumentSummary;
import dev.agentworks.core.document.Documents;
import dev.agentworks.core.project.ProjectId;
import dev.agentworks.core.workspace.WorkspaceId;
import dev.agentworks.core.workspace.WorkspaceScope;
import dev.agentworks.starter.servicetoken.RequiresScope;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * What the orchestrator reads for its agents; the workspace in the path is all that row security
 * lets it see.
 */
@RestController
@RequestMapping("/internal/workspaces/{workspace}")
@RequiresScope("core:read")
class AgentReadController {

    private final CardContexts contexts;
    private final Cards cards;
    private final CardViews views;
    private final Documents documents;
    private final HeldChanges held;

    AgentReadController(
            CardContexts contexts,
            Cards cards,
            CardViews views,
            Documents documents,
            HeldChanges held) {
        this.contexts = contexts;
        this.cards = cards;
        this.views = views;
        this.documents = documents;
        this.held = held;
    }

    record Items<T>(List<T> items) {}

    /** A document with its text; {@code content} stands beside the other fields. */
    record DocumentContent(@JsonUnwrapped DocumentSummary summary, String content) {

        static DocumentContent of(DocumentDetail document) {
            return new DocumentContent(document.summary(), document.content());
        }
    }

    @GetMapping("/cards/{card}/context")
    CardContextResponse context(
            @PathVariable WorkspaceId workspace,
            @PathVariable CardId card,
            @RequestParam(defaultValue = "false") boolean brief) {
        return read(workspace, null, () -> brief ? contexts.brief(card) : contexts.of(card));
    }

    @GetMapping("/cards/{card}")
    CardResponse card(
            @PathVariable WorkspaceId workspace,
            @PathVariable String card,
            @RequestParam(required = false) @Nullable UUID run) {
        return read(
                workspace,
                run,
                () -> CardResponse.of(views.judged(cards.require(workspace, card))));
    }

    @GetMapping("/projects/{project}/cards")
    Items<CardResponse> cards(
            @PathVariable WorkspaceId workspace,
            @PathVariable ProjectId project,
            @RequestParam(required = false) @Nullable UUID run) {
        return read(
                workspace,
                run,
                () ->
                        new Items<>(
                                views.ofProject(project).stream().map(CardResponse::of).toList()));
    }

    @GetMapping("/projects/{project}/documents")
    Items<DocumentSummary> documents(
            @PathVariable WorkspaceId workspace,
            @PathVariable ProjectId project,
            @RequestParam(required = false) @Nullable UUID run) {
        return read(workspace, run, () -> new Items<>(documents.of(project)));
    }

    @GetMapping("/documents/{document}")
    DocumentContent document(
            @PathVariable WorkspaceId workspace,
            @PathVariable DocumentId document,
            @RequestParam(required = false) @Nullable Integer version,
            @RequestParam(required = false) @Nullable UUID run) {
        return read(
                workspace,
                run,
                () ->
                        DocumentContent.of(
                                version == null
                                        ? documents.require(document)
                                        : documents.require(document, version)));
    }

    /**
     * Reads within the workspace, at one time; for a run that holds changes, as if they had
     * happened.
     */
    private <T> T read(WorkspaceId workspace, @Nullable UUID run, Supplier<T> read) {
        return WorkspaceScope.call(workspace, () -> held.asSeenBy(run, read));
    }
}
