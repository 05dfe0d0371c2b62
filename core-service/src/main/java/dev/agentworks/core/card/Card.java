package dev.agentworks.core.card;

import dev.agentworks.core.activity.CardRef;
import dev.agentworks.core.activity.ChangedFields;
import dev.agentworks.core.board.BoardId;
import dev.agentworks.core.board.LaneId;
import dev.agentworks.core.board.LaneKey;
import dev.agentworks.core.board.LaneView;
import dev.agentworks.core.gate.VisitRun;
import dev.agentworks.core.project.ProjectId;
import dev.agentworks.core.workspace.WorkspaceId;
import dev.agentworks.events.card.Change;
import dev.agentworks.starter.persistence.AssignedId;
import dev.agentworks.starter.problem.ProblemException;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * A card with its rules. Each verb changes it and answers what is different now, by field. Its
 * position in the lane and the runs at work on it are read by {@link CardQueries}.
 */
@Entity
@DynamicUpdate
class Card extends AssignedId<CardId> {
    @EmbeddedId private CardId id;
    private WorkspaceId workspaceId;
    private ProjectId projectId;
    private BoardId boardId;
    private LaneId laneId;
    private String rank;
    private int number;

    @Embedded private CardContent content;

    @Enumerated(EnumType.STRING)
    private CardStatus status;

    @Enumerated(EnumType.STRING)
    private ReviewState reviewState;

    private int laneVisit;
    private int ruleVersion;
    private @Nullable Integer quietVisit;

    /** With {@link #movedByPerson}: whether it waits in its lane without filling it. */
    private boolean madeByAgent;

    private boolean movedByPerson;
    @Version private long version;
    private Instant createdAt;
    private Instant updatedAt;
    private @Nullable Instant archivedAt;

    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable LastMove lastMove;

    @SuppressWarnings("NullAway.Init") // for Hibernate, which sets every field
    protected Card() {}

    /** A new card at the end of a lane. */
    Card(
            CardId id,
            NewCard command,
            LaneView lane,
            int number,
            String rank,
            boolean madeByAgent,
            Instant now) {
        this.id = id;
        this.workspaceId = new WorkspaceId(lane.workspaceId());
        this.projectId = new ProjectId(lane.projectId());
        this.boardId = new BoardId(lane.boardId());
        this.laneId = new LaneId(lane.id());
        this.rank = rank;
        this.number = number;
        this.content = new CardContent(command);
        this.status = command.status();
        this.reviewState = ReviewState.NONE;
        this.laneVisit = 1;
        this.ruleVersion = lane.ruleVersion();
        this.madeByAgent = madeByAgent;
        this.version = 1;
        this.createdAt = stored(now);
        this.updatedAt = createdAt;
    }

    /** Changes what the command names. */
    Map<String, Change> change(CardChange command, Instant now) {
        return noted(
                now,
                () -> {
                    content.change(command);
                    status = command.status() == null ? status : command.status();
                });
    }

    /** An agent began to work on it: a card that nobody has begun yet is in progress now. */
    Map<String, Change> begin(Instant now) {
        var begun = status == CardStatus.DRAFT || status == CardStatus.READY;
        return begun ? noted(now, () -> status = CardStatus.IN_PROGRESS) : Map.of();
    }

    /**
     * A person approves or rejects it in this visit.
     *
     * @throws ProblemException {@code already-reviewed} when it is in that state already
     */
    Map<String, Change> review(ReviewState verdict, Instant now) {
        if (reviewState == verdict) {
            throw new ProblemException(
                    CardError.ALREADY_REVIEWED,
                    "The card is %s already.".formatted(verdict.name().toLowerCase(Locale.ROOT)));
        }
        return noted(now, () -> reviewState = verdict);
    }

    /** Takes another place in its lane. */
    void reorder(String newRank, Instant now) {
        rank = newRank;
        updatedAt = stored(now);
    }

    /**
     * Enters another lane: a new visit, with the newest rule and without the review of the last
     * one. The last lane ends the work, except for a card that was let through a closed gate;
     * leaving it takes the work up again.
     */
    Map<String, Change> enter(
            LaneView lane, String newRank, boolean gateMet, boolean byPerson, Instant now) {
        return noted(
                now,
                () -> {
                    movedByPerson = movedByPerson || byPerson;
                    laneId = new LaneId(lane.id());
                    rank = newRank;
                    laneVisit++;
                    ruleVersion = lane.ruleVersion();
                    reviewState = ReviewState.NONE;
                    if (lane.number() == LaneKey.LEARN.number() && gateMet) {
                        status = CardStatus.DONE;
                    } else if (status == CardStatus.DONE) {
                        status = CardStatus.IN_PROGRESS;
                    }
                });
    }

    /** Remembers where it stands, for a person who is about to move it. */
    void remember(CardRow before, UUID mover, Instant now) {
        lastMove = LastMove.of(before, rank, movedByPerson, mover, now);
    }

    /** The last move, when nothing changed the card since. */
    Optional<LastMove> lastMove() {
        return Optional.ofNullable(lastMove).filter(move -> move.version() == version);
    }

    /**
     * Goes back to where it was before its last move. In another lane this is a visit of its own,
     * in which no agent starts by itself.
     */
    Map<String, Change> takeBack(LastMove move, LaneId lane, String formerRank, Instant now) {
        return noted(
                now,
                () -> {
                    rank = formerRank;
                    if (!lane.equals(laneId)) {
                        laneId = lane;
                        laneVisit++;
                        quietVisit = laneVisit;
                        ruleVersion = move.ruleVersion();
                        status = move.status();
                        reviewState = move.reviewState();
                    }
                    movedByPerson = move.movedByPerson();
                    lastMove = null;
                    updatedAt = stored(now);
                });
    }

    /** Takes the card off its board. */
    Map<String, Change> archive(Instant now) {
        archivedAt = stored(now);
        return Map.of("archived", new Change(false, true));
    }

    /**
     * Puts it back at its place on the board: a new visit of its lane, in which no agent starts by
     * itself.
     *
     * @throws ProblemException {@code card-not-archived}
     */
    Map<String, Change> restore(LaneView lane, Instant now) {
        if (archivedAt == null) {
            throw new ProblemException(
                    CardError.CARD_NOT_ARCHIVED, "The card stands on its board already.");
        }
        archivedAt = null;
        updatedAt = stored(now);
        laneVisit++;
        quietVisit = laneVisit;
        ruleVersion = lane.ruleVersion();
        return Map.of("archived", new Change(true, false));
    }

    private Map<String, Change> noted(Instant now, Runnable change) {
        var before = fields();
        var laneBefore = laneId;
        change.run();
        var changes = ChangedFields.between(before, fields());
        if (!changes.isEmpty() || !laneBefore.equals(laneId)) {
            updatedAt = stored(now);
        }
        return changes;
    }

    /** The fields that history and events compare, by their names there. */
    private Map<String, @Nullable Object> fields() {
        var fields = content.fields();
        fields.put("status", status);
        fields.put("reviewState", reviewState);
        return fields;
    }

    /**
     * The card as it is read, after it was flushed.
     *
     * @param before as it was read before it changed
     */
    CardRow row(CardRow before, int lane, int position) {
        var sameVisit = laneVisit == before.laneVisit();
        return row(
                before.key(),
                lane,
                position,
                before.checklist(),
                before.activeRun(),
                sameVisit ? before.lastRun() : null,
                sameVisit ? before.runs() : List.of());
    }

    /** A card that was just made as it is read, after it was flushed: no run has worked on it. */
    CardRow row(String projectKey, int lane, int position) {
        return row(projectKey + "-" + number, lane, position, null, null, null, List.of());
    }

    private CardRow row(
            String key,
            int lane,
            int position,
            CardRow.@Nullable ChecklistProgress checklist,
            CardRow.@Nullable ActiveRun activeRun,
            CardRow.@Nullable LastRun lastRun,
            List<VisitRun> runs) {
        return new CardRow(
                id.value(),
                workspaceId.value(),
                projectId.value(),
                boardId.value(),
                laneId.value(),
                lane,
                position,
                number,
                key,
                content.type(),
                content.title(),
                content.description(),
                content.acceptanceCriteria(),
                content.labels(),
                content.priority(),
                status,
                content.assignee(),
                content.estimate(),
                content.dueDate(),
                content.parent(),
                reviewState,
                laneVisit,
                ruleVersion,
                version,
                createdAt,
                updatedAt,
                archivedAt,
                quietVisit != null && quietVisit == laneVisit,
                checklist,
                activeRun,
                lastRun,
                runs);
    }

    CardRef ref() {
        return new CardRef(
                id.value(), workspaceId.value(), projectId.value(), boardId.value(), version);
    }

    @Override
    public CardId getId() {
        return id;
    }

    WorkspaceId workspaceId() {
        return workspaceId;
    }

    ProjectId projectId() {
        return projectId;
    }

    CardType type() {
        return content.type();
    }

    CardStatus status() {
        return status;
    }

    @Nullable CardId parentId() {
        return content.parentId();
    }

    int laneVisit() {
        return laneVisit;
    }

    LaneId laneId() {
        return laneId;
    }

    long version() {
        return version;
    }

    // what is answered before it is read again is what will be read
    private static Instant stored(Instant time) {
        return time.truncatedTo(ChronoUnit.MICROS);
    }
}
