package dev.agentworks.core.card;

import dev.agentworks.core.activity.CardRef;
import dev.agentworks.core.board.BoardId;
import dev.agentworks.core.board.LaneId;
import dev.agentworks.core.board.LaneKey;
import dev.agentworks.core.board.LaneView;
import dev.agentworks.core.gate.VisitRun;
import dev.agentworks.core.identity.UserId;
import dev.agentworks.core.project.ProjectId;
import dev.agentworks.core.workspace.WorkspaceId;
import dev.agentworks.events.card.Change;
import dev.agentworks.starter.persistence.AssignedId;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.web.PatchField;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
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

    @Enumerated(EnumType.STRING)
    private CardType type;

    private String title;
    private String description;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<String> acceptanceCriteria;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<String> labels;

    @Enumerated(EnumType.STRING)
    private Priority priority;

    @Enumerated(EnumType.STRING)
    private CardStatus status;

    private @Nullable UserId assigneeId;
    private @Nullable BigDecimal estimate;
    private @Nullable LocalDate dueDate;
    private @Nullable CardId parentId;

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
        this.type = command.type();
        this.title = command.title().strip();
        this.description = command.description();
        this.acceptanceCriteria = command.acceptanceCriteria();
        this.labels = command.labels();
        this.priority = command.priority();
        this.status = command.status();
        this.assigneeId = command.assigneeId();
        this.dueDate = command.dueDate();
        this.estimate = stored(command.estimate());
        this.parentId = command.parentId();
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
                    title = or(command.title(), title).strip();
                    description = or(command.description(), description);
                    acceptanceCriteria = or(command.acceptanceCriteria(), acceptanceCriteria);
                    labels = or(command.labels(), labels);
                    type = or(command.type(), type);
                    priority = or(command.priority(), priority);
                    status = or(command.status(), status);
                    assigneeId =
                            assignee(PatchField.valueOr(command.assigneeId(), value(assigneeId)));
                    estimate = PatchField.valueOr(command.estimate(), estimate);
                    dueDate = PatchField.valueOr(command.dueDate(), dueDate);
                    parentId = card(PatchField.valueOr(command.parentId(), value(parentId)));
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

    /**
     * What it was before a person moved it.
     *
     * @param visit the number of the visit that the move ended; that of the present one when the
     *     card stayed in its lane
     * @param version that of the card since the move
     * @param at in milliseconds since 1970
     */
    record LastMove(
            int lane,
            String rank,
            CardStatus status,
            ReviewState reviewState,
            int ruleVersion,
            int visit,
            boolean movedByPerson,
            UUID mover,
            long version,
            long at) {

        /** For so long the mover may take it back. */
        static final Duration WINDOW = Duration.ofSeconds(10);

        boolean isOver(Instant now) {
            return now.isAfter(Instant.ofEpochMilli(at).plus(WINDOW));
        }
    }

    /** Remembers where it stands, for a person who is about to move it. */
    void remember(int lane, UUID mover, Instant now) {
        lastMove =
                new LastMove(
                        lane,
                        rank,
                        status,
                        reviewState,
                        ruleVersion,
                        laneVisit,
                        movedByPerson,
                        mover,
                        version + 1,
                        now.toEpochMilli());
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
        var changes = new LinkedHashMap<String, Change>();
        fields().forEach((field, value) -> {
            if (!Objects.equals(before.get(field), value)) {
                changes.put(field, new Change(before.get(field), value));
            }
        });
        if (!changes.isEmpty() || !laneBefore.equals(laneId)) {
            updatedAt = stored(now);
        }
        return changes;
    }

    /** The fields that history and events compare, by their names there. */
    private Map<String, @Nullable Object> fields() {
        var fields = new LinkedHashMap<String, @Nullable Object>();
        fields.put("title", title);
        fields.put("description", description);
        fields.put("acceptanceCriteria", acceptanceCriteria);
        fields.put("labels", labels);
        fields.put("type", type);
        fields.put("priority", priority);
        fields.put("status", status);
        fields.put("assignee", value(assigneeId));
        fields.put("estimate", estimate);
        fields.put("dueDate", dueDate);
        fields.put("parent", value(parentId));
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
                type,
                title,
                description,
                acceptanceCriteria,
                labels,
                priority,
                status,
                value(assigneeId),
                estimate,
                dueDate,
                parentId == null ? null : parentId.value(),
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
        return type;
    }

    CardStatus status() {
        return status;
    }

    @Nullable CardId parentId() {
        return parentId;
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

    private static @Nullable BigDecimal stored(@Nullable BigDecimal estimate) {
        return estimate == null ? null : estimate.setScale(2, RoundingMode.HALF_UP);
    }

    private static @Nullable UserId assignee(@Nullable UUID person) {
        return person == null ? null : new UserId(person);
    }

    private static @Nullable UUID value(@Nullable UserId person) {
        return person == null ? null : person.value();
    }

    private static @Nullable CardId card(@Nullable UUID id) {
        return id == null ? null : new CardId(id);
    }

    private static @Nullable UUID value(@Nullable CardId card) {
        return card == null ? null : card.value();
    }

    private static <T> T or(@Nullable T wished, T present) {
        return wished != null ? wished : present;
    }
}
