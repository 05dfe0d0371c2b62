package dev.agentworks.core.document.web;

import dev.agentworks.core.activity.Actor;
import dev.agentworks.core.card.CardId;
import dev.agentworks.core.document.CreateDocument;
import dev.agentworks.core.document.DocumentApprovals;
import dev.agentworks.core.document.DocumentDetail;
import dev.agentworks.core.document.DocumentDiff;
import dev.agentworks.core.document.DocumentDiffs;
import dev.agentworks.core.document.DocumentId;
import dev.agentworks.core.document.DocumentSummary;
import dev.agentworks.core.document.DocumentType;
import dev.agentworks.core.document.Documents;
import dev.agentworks.core.document.VersionSummary;
import dev.agentworks.core.project.ProjectId;
import dev.agentworks.starter.idempotency.HonoursIdempotencyKey;
import dev.agentworks.starter.servicetoken.RequiresScope;
import dev.agentworks.starter.validation.Visible;
import dev.agentworks.starter.web.CurrentUser;
import dev.agentworks.starter.web.CursorRequest;
import dev.agentworks.starter.web.ETags;
import dev.agentworks.starter.web.GatewayOnly;
import dev.agentworks.starter.web.IfMatch;
import dev.agentworks.starter.web.Page;
import dev.agentworks.starter.web.RunAsCurrentUser;
import dev.agentworks.starter.web.SignedInOnly;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Documents: read, save, approve. */
@RestController
@RequiresScope("core:public")
@RunAsCurrentUser
class DocumentController {

    private final Documents documents;
    private final DocumentApprovals approvals;
    private final DocumentDiffs diffs;

    DocumentController(Documents documents, DocumentApprovals approvals, DocumentDiffs diffs) {
        this.documents = documents;
        this.approvals = approvals;
        this.diffs = diffs;
    }

    record SaveRequest(
            @Nullable @Visible @Size(max = 200) String title,
            @NotNull @Size(max = 200_000) String content) {}

    record NewRequest(
            @NotNull DocumentType type,
            @NotBlank @Size(max = 200) String title,
            @Nullable @Size(max = 200_000) String content,
            @Nullable @Size(max = 50) List<@NotNull CardId> cardIds) {

        CreateDocument toCommand() {
            return new CreateDocument(
                    type,
                    title,
                    Objects.requireNonNullElse(content, ""),
                    Objects.requireNonNullElse(cardIds, List.of()));
        }
    }

    record RestoreRequest(@NotNull @Positive Integer version) {}

    record JudgeRequest(@Nullable @Size(max = 10_000) String note) {}

    @GetMapping("/api/projects/{project}/documents")
    Page<DocumentSummary> list(@PathVariable ProjectId project, CursorRequest page) {
        return documents.of(project, page);
    }

    @PostMapping("/api/projects/{project}/documents")
    @HonoursIdempotencyKey
    @GatewayOnly
    ResponseEntity<DocumentResponse> create(
            @CurrentUser Actor.Person person,
            @PathVariable ProjectId project,
            @RequestBody @Valid NewRequest request) {
        var made = documents.create(project, request.toCommand(), person);
        return ResponseEntity.status(HttpStatus.CREATED)
                .eTag(ETags.of(made.summary().version()))
                .body(DocumentResponse.of(made));
    }

    @GetMapping("/api/documents/{id}")
    ResponseEntity<DocumentResponse> one(
            @PathVariable DocumentId id,
            @RequestParam(required = false) @Nullable Integer version) {
        return tagged(version == null ? documents.require(id) : documents.require(id, version));
    }

    @GetMapping("/api/documents/{id}/diff")
    DocumentDiff diff(@PathVariable DocumentId id, @RequestParam int from, @RequestParam int to) {
        return diffs.between(id, from, to);
    }

    @GetMapping("/api/documents/{id}/versions")
    Page<VersionSummary> versions(@PathVariable DocumentId id, CursorRequest page) {
        return page.pageOf(documents.versions(id));
    }

    @PutMapping("/api/documents/{id}")
    @GatewayOnly
    ResponseEntity<DocumentResponse> save(
            @CurrentUser Actor.Person person,
            @PathVariable DocumentId id,
            @IfMatch @Nullable Long expectedVersion,
            @RequestBody @Valid SaveRequest request) {
        return tagged(
                documents.save(id, request.title(), request.content(), expectedVersion, person));
    }

    @PostMapping("/api/documents/{id}/restore")
    @HonoursIdempotencyKey
    @GatewayOnly
    ResponseEntity<DocumentResponse> restore(
            @CurrentUser Actor.Person person,
            @PathVariable DocumentId id,
            @IfMatch @Nullable Long expectedVersion,
            @RequestBody @Valid RestoreRequest request) {
        return tagged(documents.restore(id, request.version(), expectedVersion, person));
    }

    @PostMapping("/api/documents/{id}/approve")
    @HonoursIdempotencyKey
    @SignedInOnly
    ResponseEntity<DocumentResponse> approve(
            @CurrentUser Actor.Person person,
            @PathVariable DocumentId id,
            @IfMatch @Nullable Long readVersion,
            @RequestBody(required = false) @Valid @Nullable JudgeRequest request) {
        return tagged(approvals.approve(id, note(request), readVersion, person));
    }

    @PostMapping("/api/documents/{id}/reject")
    @HonoursIdempotencyKey
    @SignedInOnly
    ResponseEntity<DocumentResponse> reject(
            @CurrentUser Actor.Person person,
            @PathVariable DocumentId id,
            @IfMatch @Nullable Long readVersion,
            @RequestBody(required = false) @Valid @Nullable JudgeRequest request) {
        return tagged(approvals.reject(id, note(request), readVersion, person));
    }

    private static @Nullable String note(@Nullable JudgeRequest request) {
        return request == null ? null : request.note();
    }

    private static ResponseEntity<DocumentResponse> tagged(DocumentDetail document) {
        return ResponseEntity.ok()
                .eTag(ETags.of(document.summary().version()))
                .body(DocumentResponse.of(document));
    }
}
