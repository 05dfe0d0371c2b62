package dev.agentworks.core.document;

import dev.agentworks.core.activity.Actor;
import dev.agentworks.core.card.CardId;
import dev.agentworks.core.card.CardRow;
import dev.agentworks.core.card.Cards;
import dev.agentworks.core.identity.UserId;
import dev.agentworks.core.project.ProjectId;
import dev.agentworks.core.project.Projects;
import dev.agentworks.core.workspace.Access;
import dev.agentworks.core.workspace.Permission;
import dev.agentworks.core.workspace.WorkspaceId;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.web.CursorRequest;
import dev.agentworks.starter.web.ETags;
import dev.agentworks.starter.web.Page;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Typed documents: every save is a new version. */
@Service
public class Documents {

    private final DocumentRepository documents;
    private final DocumentVersionRepository versions;
    private final DocumentQueries queries;
    private final DocumentEventPublisher publisher;
    private final Cards cards;
    private final Projects projects;
    private final Access access;
    private final Clock clock;

    Documents(
            DocumentRepository documents,
            DocumentVersionRepository versions,
            DocumentQueries queries,
            DocumentEventPublisher publisher,
            Cards cards,
            Projects projects,
            Access access,
            Clock clock) {
        this.documents = documents;
        this.versions = versions;
        this.queries = queries;
        this.publisher = publisher;
        this.cards = cards;
        this.projects = projects;
        this.access = access;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public List<DocumentSummary> of(ProjectId project) {
        projects.require(project);
        return queries.ofProject(project);
    }

    /** The document with its newest text. */
    @Transactional(readOnly = true)
    public DocumentDetail require(DocumentId id) {
        return queries.require(id);
    }

    @Transactional(readOnly = true)
    public List<VersionSummary> versions(DocumentId id) {
        require(id);
        return queries.versions(id);
    }

    /** The documents of a project, those changed last first. */
    @Transactional(readOnly = true)
    public Page<DocumentSummary> of(ProjectId project, CursorRequest request) {
        projects.require(project);
        return request.pageOf(
                queries.ofProject(project, request),
                document -> new CursorRequest.Moment(document.updatedAt(), document.id().value()));
    }

    /** The document with the text of this version. */
    @Transactional(readOnly = true)
    public DocumentDetail require(DocumentId id, int version) {
        return require(id).summary().at(text(id, version));
    }

    @Transactional(readOnly = true)
    List<DocumentText> texts(DocumentId id, int... versions) {
        require(id);
        return IntStream.of(versions).mapToObj(version -> text(id, version)).toList();
    }

    /** A person's document. */
    @Transactional
    public DocumentDetail create(ProjectId project, CreateDocument command, Actor.Person person) {
        var workspace = new WorkspaceId(projects.require(project).workspaceId());
        access.require(new UserId(person.id()), workspace, Permission.WRITE, "project");
        var linked =
                cards.all(command.cardIds().stream().map(CardId::value).toList()).stream()
                        .filter(card -> card.projectId().equals(project.value()))
                        .toList();
        if (linked.size() < command.cardIds().stream().distinct().count()) {
            throw new ProblemException(
                            CommonError.INVALID_REQUEST, "A card is none of this project.")
                    .invalid("/cardIds", "must be cards of the project");
        }
        // what belongs to several cards is no card's own
        var owner = linked.size() == 1 ? new CardId(linked.getFirst().id()) : null;
        if (command.type() == DocumentType.BLUEPRINT
                && owner != null
                && lockedOwn(owner, DocumentType.BLUEPRINT).isPresent()) {
            throw new ProblemException(
                    DocumentError.BLUEPRINT_EXISTS, "Write the next version of the present one.");
        }
        var id = DocumentId.next();
        insert(id, workspace, project, owner, command, person);
        linked.forEach(card -> queries.link(id, card));
        return publisher.publish(DocumentEventPublisher.WRITTEN, null, id, null, person);
    }

    /** An older version's text once more, as the next version. */
    @Transactional
    public DocumentDetail restore(
            DocumentId id, int version, @Nullable Long expectedVersion, Actor.Person person) {
        var document = editable(id, expectedVersion, person);
        document.requireOlder(version);
        var earlier = versions.require(new DocumentVersionId(id, version));
        var before = document.status();
        var restored = document.restore(earlier, person.name(), clock.instant());
        store(document, restored);
        return publisher.publish(
                DocumentEventPublisher.WRITTEN, before, id, restored.note(), person);
    }

    /** A person's own text as the next version. */
    @Transactional
    public DocumentDetail save(
            DocumentId id,
            @Nullable String title,
            String content,
            @Nullable Long expectedVersion,
            Actor.Person person) {
        var document = editable(id, expectedVersion, person);
        var before = document.status();
        var titled = title == null ? document.title() : title;
        store(document, document.write(titled, content, person.name(), null, clock.instant()));
        return publisher.publish(DocumentEventPublisher.WRITTEN, before, id, null, person);
    }

    /**
     * An agent's text: the next version of the card's own document of this type, or a new document.
     * Documents of other cards are never written, whatever they are linked to.
     *
     * @param id what a new document is to be known by
     * @param section the one section to write; null writes the whole document
     */
    @Transactional
    public DocumentSummary write(
            DocumentId id,
            CardRow card,
            DocumentType type,
            String title,
            String content,
            @Nullable String section,
            Actor actor) {
        var present = lockedOwn(new CardId(card.id()), type);
        return present.isPresent()
                ? writeNext(present.get(), card, title, content, section, actor)
                : writeFirst(id, card, type, title, content, section, actor);
    }

    private DocumentSummary writeFirst(
            DocumentId id,
            CardRow card,
            DocumentType type,
            String title,
            String content,
            @Nullable String section,
            Actor actor) {
        var text =
                section == null
                        ? content
                        : Sections.with("# " + title.strip() + "\n", section, content);
        insert(
                id,
                new WorkspaceId(card.workspaceId()),
                new ProjectId(card.projectId()),
                new CardId(card.id()),
                new CreateDocument(type, title, text, List.of()),
                actor);
        queries.link(id, card);
        return publisher.publish(DocumentEventPublisher.WRITTEN, null, id, null, actor).summary();
    }

    private DocumentSummary writeNext(
            DocumentId id,
            CardRow card,
            String title,
            String content,
            @Nullable String section,
            Actor actor) {
        var document = documents.lock(id);
        var before = document.status();
        var next =
                section == null
                        ? document.write(title, content, actor.name(), null, clock.instant())
                        : document.write(
                                document.title(),
                                Sections.with(
                                        versions.require(document.newest()).content(),
                                        section,
                                        content),
                                actor.name(),
                                null,
                                clock.instant());
        store(document, next);
        queries.link(id, card);
        return publisher.publishNextDraft(card, before, id, actor).summary();
    }

    /** A card has one document of a type, also when two transactions want to make it at once. */
    private Optional<DocumentId> lockedOwn(CardId card, DocumentType type) {
        var present = queries.own(card, type);
        if (present.isPresent()) {
            return present;
        }
        queries.lockOwn(card, type);
        return queries.own(card, type);
    }

    private Document editable(DocumentId id, @Nullable Long expectedVersion, Actor.Person person) {
        var document = documents.lock(id);
        access.require(
                new UserId(person.id()), document.workspaceId(), Permission.WRITE, "document");
        ETags.requireMatch(expectedVersion, document.version());
        return document;
    }

    private void insert(
            DocumentId id,
            WorkspaceId workspace,
            ProjectId project,
            @Nullable CardId owner,
            CreateDocument command,
            Actor author) {
        var now = clock.instant();
        var document =
                new Document(
                        id,
                        workspace,
                        project,
                        owner,
                        command.type(),
                        command.title(),
                        author.name(),
                        now);
        store(
                document,
                document.write(command.title(), command.content(), author.name(), null, now));
    }

    /** Writes at once, because what follows reads by SQL. */
    private void store(Document document, DocumentVersion version) {
        documents.save(document);
        versions.save(version);
        documents.flush();
    }

    private DocumentText text(DocumentId id, int version) {
        return queries.text(id, version).orElseThrow(() -> Access.notFound("version"));
    }
}
