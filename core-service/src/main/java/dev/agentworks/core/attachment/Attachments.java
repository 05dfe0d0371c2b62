package dev.agentworks.core.attachment;

import dev.agentworks.core.activity.Actor;
import dev.agentworks.core.activity.CardActivities;
import dev.agentworks.core.activity.CardRef;
import dev.agentworks.core.attachment.AttachmentTable.Stored;
import dev.agentworks.core.card.CardId;
import dev.agentworks.core.card.Cards;
import dev.agentworks.core.identity.UserId;
import dev.agentworks.core.workspace.Access;
import dev.agentworks.core.workspace.Permission;
import dev.agentworks.core.workspace.WorkspaceId;
import dev.agentworks.events.card.Change;
import dev.agentworks.starter.digest.Sha256;
import dev.agentworks.starter.identifier.Uuids;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.storage.ObjectStorage;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Files on cards: upload, list, read, remove. A file is there when its row says so, which it does
 * after its last byte is stored; whatever else is left of an upload is swept away.
 */
@Service
public class Attachments {

    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final AttachmentTable table;
    private final ObjectStorage storage;
    private final AttachmentSettings settings;
    private final Cards cards;
    private final Access access;
    private final CardActivities activities;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Attachments(
            AttachmentTable table,
            ObjectStorage storage,
            AttachmentSettings settings,
            Cards cards,
            Access access,
            CardActivities activities,
            TransactionTemplate transaction,
            Clock clock) {
        this.table = table;
        this.storage = storage;
        this.settings = settings;
        this.cards = cards;
        this.access = access;
        this.activities = activities;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** A file and its bytes, to be closed by the caller. */
    public record Content(Attachment attachment, InputStream bytes) {}

    /**
     * Attaches a file. Done again with the same content it is the same file.
     *
     * @throws IOException when the client does not send all of it
     * @throws ProblemException {@code attachment-quota-reached}, {@code attachment-exists}, {@code
     *     payload-too-large}, {@code unavailable} when it cannot be stored now
     */
    public Attachment upload(UploadFile command, InputStream body, Actor.Person person)
            throws IOException {
        var name = FileName.checked(command.name());
        var largest = settings.largest().toBytes();
        if (command.announced() != null && command.announced() > largest) {
            throw UploadedContent.tooLarge(largest);
        }
        var content = new UploadedContent(new DigestInputStream(body, Sha256.digest()), largest);
        var key = "attachments/%s/%s".formatted(Uuids.v7(), command.id());
        var present = transaction.execute(_ -> begin(command, name, key, person));
        if (present.isPresent()) {
            return same(present.get(), name, content);
        }
        var stored = false;
        try {
            store(key, content);
            var attached = transaction.execute(_ -> finish(command, key, content, person));
            stored = true;
            return attached;
        } finally {
            if (!stored) {
                transaction.executeWithoutResult(_ -> table.giveUp(key));
            }
        }
    }

    public List<Attachment> of(CardId card) {
        return transaction.execute(_ -> {
            cards.requireAny(card);
            return table.of(card);
        });
    }

    /** Opens a file. */
    public Content open(CardId card, UUID id) {
        var found =
                transaction.execute(_ -> {
                    cards.requireAny(card);
                    return require(card, id);
                });
        try {
            return new Content(found.attachment(), storage.open(found.objectKey()));
        } catch (FileNotFoundException _) {
            throw Access.notFound("attachment");
        } catch (IOException failure) {
            throw unavailable(failure);
        }
    }

    /** Removes a file of one's own; an admin removes anybody's. */
    public void remove(CardId card, UUID id, Actor.Person person) {
        transaction.executeWithoutResult(_ -> {
            var row = cards.requireWritable(card, person);
            var found = require(card, id);
            if (!found.attachment().uploadedBy().equals(person.id())) {
                access.require(
                        new UserId(person.id()),
                        new WorkspaceId(row.workspaceId()),
                        Permission.MANAGE,
                        "card");
            }
            if (!table.remove(found.objectKey())) {
                throw Access.notFound("attachment");
            }
            activities.recordBeside(
                    row.ref(),
                    person,
                    "attachment-removed",
                    found.objectKey(),
                    Map.of("attachment", new Change(found.attachment().name(), null)),
                    null);
        });
    }

    /** The file that has this id already; else a row for one that is to come. */
    private Optional<Attachment> begin(
            UploadFile command, String name, String key, Actor.Person person) {
        var card = cards.requireWritable(command.card(), person).ref();
        var used = table.lockUsed(card);
        var present = table.find(command.card(), command.id());
        if (present.isPresent()) {
            return present.map(Stored::attachment);
        }
        table.giveUpOthers(command.card(), command.id());
        var reserved =
                Objects.requireNonNullElse(command.announced(), settings.largest().toBytes());
        requireRoom(used, reserved);
        table.begin(command.id(), card, key, name, reserved, person.id(), clock.instant());
        return Optional.empty();
    }

    private void requireRoom(AttachmentTable.Used used, long wanted) {
        if (used.onCard() >= settings.perCard()) {
            throw new ProblemException(
                            AttachmentError.ATTACHMENT_QUOTA_REACHED,
                            "A card holds %d files at most.".formatted(settings.perCard()))
                    .with("limit", settings.perCard());
        }
        var limit = settings.perWorkspace().toBytes();
        if (used.bytes() + wanted > limit) {
            throw new ProblemException(
                            AttachmentError.ATTACHMENT_QUOTA_REACHED,
                            "The workspace holds %d bytes of files at most, and has %d of them; remove some first."
                                    .formatted(limit, used.bytes()))
                    .with("limit", limit)
                    .with("used", used.bytes());
        }
    }

    private void store(String key, UploadedContent content) throws IOException {
        try {
            storage.write(key, content);
        } catch (IOException failure) {
            if (content.isBroken()) {
                throw failure;
            }
            throw unavailable(failure);
        }
        if (content.size() == 0) {
            throw new ProblemException(CommonError.INVALID_REQUEST, "The file is empty.")
                    .invalid("", "must have at least one byte");
        }
    }

    private Attachment finish(
            UploadFile command, String key, UploadedContent content, Actor.Person person) {
        CardRef card = cards.requireWritable(command.card(), person).ref();
        if (!table.finish(key, content.mediaType(), content.size(), content.digest())) {
            throw new ProblemException(
                    CommonError.CONFLICT, "The same file was sent again in the meantime.");
        }
        var attached = require(command.card(), command.id()).attachment();
        activities.recordBeside(
                card,
                person,
                "attached",
                key,
                Map.of(
                        "attachment", new Change(null, attached.name()),
                        "attachmentId", new Change(null, attached.id()),
                        "size", new Change(null, attached.size())),
                null);
        return attached;
    }

    private Stored require(CardId card, UUID id) {
        return table.find(card, id).orElseThrow(() -> Access.notFound("attachment"));
    }

    /** The file that is there, when this is the same one. */
    private static Attachment same(Attachment present, String name, UploadedContent content)
            throws IOException {
        content.transferTo(OutputStream.nullOutputStream());
        if (!present.name().equals(name)
                || !present.sha256().equals(HexFormat.of().formatHex(content.digest()))) {
            throw new ProblemException(
                    AttachmentError.ATTACHMENT_EXISTS,
                    "Another file of the card has this id; send a new one under a new id.");
        }
        return present;
    }

    private static ProblemException unavailable(IOException cause) {
        var problem =
                new ProblemException(
                        CommonError.UNAVAILABLE, "Files cannot be reached at the moment.");
        problem.initCause(cause);
        return problem.retryAfter(PAUSE);
    }
}
