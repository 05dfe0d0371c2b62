package dev.agentworks.core.document.web;

import dev.agentworks.core.activity.Actor;
import dev.agentworks.core.card.CardId;
import dev.agentworks.core.document.CreateDocument;
import dev.agentworks.core.document.DocumentApprovals;
import dev.agentworks.core.document.DocumentDetail;
import dev.agentworks.core.document.DocumentDiff;
import dev.agentworks.core.document.DocumentId;
import dev.agentworks.core.document.DocumentSummary;
import dev.agentworks.core.document.DocumentType;
import dev.agentworks.core.document.Documents;
import dev.agentworks.core.document.VersionSummary;
import dev.agentworks.core.project.ProjectId;
import dev.agentworks.core.workspace.Acting;
import dev.agentworks.starter.servicetoken.Caller;
import dev.agentworks.starter.servicetoken.RequiresScope;
import dev.agentworks.starter.web.CursorRequest;
import dev.agentworks.starter.web.ETags;
import dev.agentworks.starter.web.Page;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Documents: read, save, approve. */
@RestController
@RequiresScope("core:public")
class DocumentController {

    private final Documents documents;
    private final DocumentApprovals approvals;

    DocumentController(Documents documents, DocumentApprovals approvals) {
        this.documents = documents;
        this.approvals = approvals;
    }

    record SaveRequest(
            @NotBlank @Size(max = 200) String title,
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

    record Items<T>(List<T> items) {}

    @GetMapping("/api/projects/{project}/documents")
    Page<DocumentSummary> of(
            Caller caller,
            @PathVariable ProjectId project,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var request = CursorRequest.of(limit, cursor);
        return Acting.as(caller, _ -> documents.of(project, request));
    }

    @PostMapping("/api/projects/{project}/documents")
    ResponseEntity<DocumentResponse> create(
            Caller caller,
            @PathVariable ProjectId project,
            @RequestBody @Valid NewRequest request) {
        var made =
                Acting.inPerson(
                        caller,
                        person ->
                                documents.create(
                                        project, request.toCommand(), new Actor.Person(person)));
        return ResponseEntity.status(HttpStatus.CREATED)
                .eTag(ETags.of(made.summary().version()))
                .body(DocumentResponse.of(made));
    }

    @GetMapping("/api/documents/{id}")
    ResponseEntity<DocumentResponse> one(
            Caller caller,
            @PathVariable DocumentId id,
            @RequestParam(required = false) @Nullable Integer version) {
        return tagged(
                Acting.as(
                        caller,
                        _ ->
                                version == null
                                        ? documents.require(id)
                                        : documents.require(id, version)));
    }

    @GetMapping("/api/documents/{id}/diff")
    DocumentDiff diff(
            Caller caller,
            @PathVariable DocumentId id,
            @RequestParam int from,
            @RequestParam int to) {
        return Acting.as(caller, _ -> documents.diff(id, from, to));
    }

    @PostMapping("/api/documents/{id}/restore")
    ResponseEntity<DocumentResponse> restore(
            Caller caller,
            @PathVariable DocumentId id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody @Valid RestoreRequest request) {
        var expected = ETags.version(ifMatch);
        return tagged(
                Acting.inPerson(
                        caller,
                        person ->
                                documents.restore(
                                        id,
                                        request.version(),
                                        expected,
                                        new Actor.Person(person))));
    }

    @GetMapping("/api/documents/{id}/versions")
    Items<VersionSummary> versions(Caller caller, @PathVariable DocumentId id) {
        return new Items<>(Acting.as(caller, _ -> documents.versions(id)));
    }

    @PutMapping("/api/documents/{id}")
    ResponseEntity<DocumentResponse> save(
            Caller caller,
            @PathVariable DocumentId id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody @Valid SaveRequest request) {
        var expected = ETags.version(ifMatch);
        return tagged(
                Acting.inPerson(
                        caller,
                        person ->
                                documents.save(
                                        id,
                                        request.title(),
                                        request.content(),
                                        expected,
                                        new Actor.Person(person))));
    }

    @PostMapping("/api/documents/{id}/approve")
    ResponseEntity<DocumentResponse> approve(
            Caller caller,
            @PathVariable DocumentId id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody(required = false) @Valid @Nullable JudgeRequest request) {
        var read = ETags.version(ifMatch);
        var note = request == null ? null : request.note();
        return tagged(
                Acting.deciding(
                        caller,
                        person -> approvals.approve(id, note, read, new Actor.Person(person))));
    }

    @PostMapping("/api/documents/{id}/reject")
    ResponseEntity<DocumentResponse> reject(
            Caller caller,
            @PathVariable DocumentId id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody(required = false) @Valid @Nullable JudgeRequest request) {
        var read = ETags.version(ifMatch);
        var note = request == null ? null : request.note();
        return tagged(
                Acting.deciding(
                        caller,
                        person -> approvals.reject(id, note, read, new Actor.Person(person))));
    }

    private static ResponseEntity<DocumentResponse> tagged(DocumentDetail document) {
        return ResponseEntity.ok()
                .eTag(ETags.of(document.summary().version()))
                .body(DocumentResponse.of(document));
    }
}
