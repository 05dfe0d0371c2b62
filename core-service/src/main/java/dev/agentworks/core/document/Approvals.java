package dev.agentworks.core.document;

import dev.agentworks.core.card.Actor;
import dev.agentworks.core.workspace.Access;
import dev.agentworks.core.workspace.Permission;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.web.ETags;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What people say of documents: only a person approves. */
@Service
public class Approvals {
    private final DocumentTable table;
    private final DocumentNews news;
    private final Access access;
    private final Clock clock;

    Approvals(DocumentTable table, DocumentNews news, Access access, Clock clock) {
        this.table = table;
        this.news = news;
        this.access = access;
        this.clock = clock;
    }

    /** A person's yes to the newest version. */
    @Transactional
    public DocumentView approve(
            UUID id, @Nullable String note, @Nullable Long readVersion, Actor.Person person) {
        return judge(id, DocumentStatus.APPROVED, note, readVersion, person);
    }

    /** A person's no: back to a draft, with the note as the reason. */
    @Transactional
    public DocumentView reject(
            UUID id, @Nullable String note, @Nullable Long readVersion, Actor.Person person) {
        return judge(id, DocumentStatus.DRAFT, note, readVersion, person);
    }

    private DocumentView judge(
            UUID id,
            DocumentStatus verdict,
            @Nullable String note,
            @Nullable Long readVersion,
            Actor.Person person) {
        var document = table.locked(id);
        access.require(person.id(), document.workspaceId(), Permission.WRITE, "document");
        // what was read is what is judged: a version that came in between was seen by nobody
        ETags.requireMatch(readVersion, document.version());
        if (verdict == DocumentStatus.APPROVED && document.status() == verdict) {
            throw new ProblemException(
                    DocumentError.ALREADY_APPROVED,
                    "Version %d of the document is approved already."
                            .formatted(document.version()));
        }
        table.judge(
                document,
                verdict,
                verdict == DocumentStatus.APPROVED ? person.id() : null,
                note,
                clock.instant());
        return news.told(
                verdict == DocumentStatus.APPROVED ? DocumentNews.APPROVED : DocumentNews.REJECTED,
                document.status(),
                id,
                note,
                person);
    }
}
