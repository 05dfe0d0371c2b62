package dev.agentworks.core.document.web;

import dev.agentworks.core.card.Actor;
import dev.agentworks.core.document.DocumentView;
import dev.agentworks.core.document.Documents;
import dev.agentworks.core.document.VersionView;
import dev.agentworks.core.workspace.Acting;
import dev.agentworks.core.workspace.Versions;
import dev.agentworks.starter.servicetoken.Caller;
import dev.agentworks.starter.servicetoken.RequiresScope;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Documents: read, save, approve. */
@RestController
@RequiresScope("core:public")
class DocumentController {

    private final Documents documents;

    DocumentController(Documents documents) {
        this.documents = documents;
    }

    record SaveRequest(
            @NotBlank @Size(max = 200) String title,
            @NotNull @Size(max = 200_000) String content) {}

    record JudgeRequest(@Nullable @Size(max = 10_000) String note) {}

    record Items<T>(List<T> items) {}

    @GetMapping("/api/projects/{project}/documents")
    Items<DocumentView> of(Caller caller, @PathVariable UUID project) {
        return new Items<>(Acting.as(caller, _ -> documents.of(project)));
    }

    @GetMapping("/api/documents/{id}")
    ResponseEntity<DocumentView> one(Caller caller, @PathVariable UUID id) {
        return tagged(Acting.as(caller, _ -> documents.require(id)));
    }

    @GetMapping("/api/documents/{id}/versions")
    Items<VersionView> versions(Caller caller, @PathVariable UUID id) {
        return new Items<>(Acting.as(caller, _ -> documents.versions(id)));
    }

    @PutMapping("/api/documents/{id}")
    ResponseEntity<DocumentView> save(
            Caller caller,
            @PathVariable UUID id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestBody @Valid SaveRequest request) {
        var expected = Versions.expected(ifMatch);
        return tagged(
                Acting.as(
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
    ResponseEntity<DocumentView> approve(
            Caller caller,
            @PathVariable UUID id,
            @RequestBody(required = false) @Valid @Nullable JudgeRequest request) {
        var note = request == null ? null : request.note();
        return tagged(
                Acting.as(caller, person -> documents.approve(id, note, new Actor.Person(person))));
    }

    @PostMapping("/api/documents/{id}/reject")
    ResponseEntity<DocumentView> reject(
            Caller caller,
            @PathVariable UUID id,
            @RequestBody(required = false) @Valid @Nullable JudgeRequest request) {
        var note = request == null ? null : request.note();
        return tagged(
                Acting.as(caller, person -> documents.reject(id, note, new Actor.Person(person))));
    }

    private static ResponseEntity<DocumentView> tagged(DocumentView document) {
        return ResponseEntity.ok().eTag(Versions.tag(document.version())).body(document);
    }
}
