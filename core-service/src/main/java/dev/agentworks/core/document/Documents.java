package dev.agentworks.core.document;

import dev.agentworks.core.card.Actor;
import dev.agentworks.core.card.CardView;
import dev.agentworks.core.card.Cards;
import dev.agentworks.core.project.Projects;
import dev.agentworks.core.workspace.Access;
import dev.agentworks.core.workspace.Permission;
import dev.agentworks.starter.identifier.Uuids;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.web.CursorRequest;
import dev.agentworks.starter.web.ETags;
import dev.agentworks.starter.web.Page;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Typed documents: every save is a new version. */
@Service
public class Documents {

    private final DocumentTable table;
    private final Cards cards;
    private final DocumentNews news;
    private final Projects projects;
    private final Access access;
    private final Clock clock;

    Documents(
            DocumentTable table,
            Cards cards,
            DocumentNews news,
            Projects projects,
            Access access,
            Clock clock) {
        this.table = table;
        this.cards = cards;
        this.news = news;
        this.projects = projects;
        this.access = access;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public List<DocumentView> of(UUID project) {
        projects.require(project);
        return table.ofProject(project);
    }

    @Transactional(readOnly = true)
    public DocumentView require(UUID id) {
        return table.require(id);
    }

    @Transactional(readOnly = true)
    public List<VersionView> versions(UUID id) {
        require(id);
        return table.versions(id);
    }

    /** The documents of a project, those changed last first. */
    @Transactional(readOnly = true)
    public Page<DocumentView> of(UUID project, CursorRequest request) {
        projects.require(project);
        return request.pageOf(
                table.ofProject(project, request),
                document -> new CursorRequest.Moment(document.updatedAt(), document.id()));
    }

    /** The document with the text of this version. */
    @Transactional(readOnly = true)
    public DocumentView require(UUID id, int version) {
        var document = require(id);
        var text = text(id, version);
        return document.at(text);
    }

    /** What changed from one version to another. */
    @Transactional(readOnly = true)
    public DocumentDiff diff(UUID id, int from, int to) {
        require(id);
        return DocumentDiff.between(text(id, from), text(id, to));
    }

    /** A person's document. */
    @Transactional
    public DocumentView create(UUID project, NewDocument wish, Actor.Person person) {
        var workspace = projects.require(project).workspaceId();
        access.require(person.id(), workspace, Permission.WRITE, "project");
        var linked =
                cards.all(wish.cardIds()).stream()
                        .filter(card -> card.projectId().equals(project))
                        .toList();
        if (linked.size() < wish.cardIds().stream().distinct().count()) {
            throw new ProblemException(
                            CommonError.INVALID_REQUEST, "A card is none of this project.")
                    .invalid("/cardIds", "must be cards of the project");
        }
        var id = Uuids.v7();
        if (!table.insert(id, workspace, project, wish, person.name(), clock.instant())) {
            throw new ProblemException(
                    DocumentError.BLUEPRINT_EXISTS, "Write the next version of the present one.");
        }
        linked.forEach(card -> table.link(id, card));
        return news.told(DocumentNews.WRITTEN, null, id, null, person);
    }

    /** An older version's text once more, as the next version. */
    @Transactional
    public DocumentView restore(
            UUID id, int version, @Nullable Long expectedVersion, Actor.Person person) {
        var document = table.locked(id);
        access.require(person.id(), document.workspaceId(), Permission.WRITE, "document");
        ETags.requireMatch(expectedVersion, document.version());
        if (version >= document.version()) {
            throw new ProblemException(
                            CommonError.INVALID_REQUEST, "Only an older version can be restored.")
                    .invalid("/version", "must be older than version " + document.version());
        }
        var text = text(id, version);
        var note = "restored from version " + version;
        table.addVersion(
                document, text.title(), text.content(), person.name(), note, clock.instant());
        return news.told(DocumentNews.WRITTEN, document.status(), id, note, person);
    }

    private DocumentText text(UUID id, int version) {
        return table.text(id, version).orElseThrow(() -> Access.notFound("version"));
    }

    /** A person's own text as the next version. */
    @Transactional
    public DocumentView save(
            UUID id,
            String title,
            String content,
            @Nullable Long expectedVersion,
            Actor.Person person) {
        var document = table.locked(id);
        access.require(person.id(), document.workspaceId(), Permission.WRITE, "document");
        ETags.requireMatch(expectedVersion, document.version());
        table.addVersion(document, title.strip(), content, person.name(), null, clock.instant());
        return news.told(DocumentNews.WRITTEN, document.status(), id, null, person);
    }

    /**
     * An agent's text: the next version of the project's blueprint, or of the card's document of
     * this type, or a new document.
     *
     * @param section the one section to write; null writes the whole document
     */
    @Transactional
    public DocumentView write(
            CardView card,
            DocumentType type,
            String title,
            String content,
            @Nullable String section,
            Actor actor) {
        var present = present(card, type);
        if (present.isEmpty()) {
            var first = Uuids.v7();
            var text =
                    section == null
                            ? content
                            : Sections.with("# " + title.strip() + "\n", section, content);
            var wish = new NewDocument(type, title, text, List.of(card.id()));
            if (table.insert(
                    first,
                    card.workspaceId(),
                    card.projectId(),
                    wish,
                    actor.name(),
                    clock.instant())) {
                table.link(first, card);
                return news.told(DocumentNews.WRITTEN, null, first, null, actor);
            }
            // another run has made the project's blueprint in this moment
            present = present(card, type);
        }
        var document = table.locked(present.orElseThrow());
        var before = document.content() == null ? "" : document.content();
        table.addVersion(
                document,
                section == null ? title.strip() : document.title(),
                section == null ? content : Sections.with(before, section, content),
                actor.name(),
                null,
                clock.instant());
        table.link(document.id(), card);
        return news.written(card, document, actor);
    }

    private Optional<UUID> present(CardView card, DocumentType type) {
        return type == DocumentType.BLUEPRINT
                ? table.blueprint(card.projectId())
                : table.ofCard(card.id(), type);
    }

    /** Whether a document of this type is linked to the card. */
    @Transactional(readOnly = true)
    public Optional<UUID> linked(UUID card, DocumentType type) {
        return table.ofCard(card, type);
    }
}
