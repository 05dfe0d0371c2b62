package dev.agentworks.core.agentchange;

import dev.agentworks.core.card.CardId;
import dev.agentworks.core.card.Cards;
import dev.agentworks.core.identity.UserId;
import dev.agentworks.core.lanevisit.RunOver;
import dev.agentworks.core.project.ProjectId;
import dev.agentworks.core.rank.MoveTransaction;
import dev.agentworks.core.workspace.Access;
import dev.agentworks.core.workspace.Permission;
import dev.agentworks.core.workspace.WorkspaceId;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Holds what a run of high risk wants changed until a person decides: then all of it happens in one
 * transaction, or nothing of it remains.
 *
 * <p>Whether a change can be made, what it answers, and what the run sees of its own changes is
 * found out by making them in a transaction that is rolled back. So nobody else sees them, and no
 * rule is written twice.
 */
@Service
public class HeldChanges {

    private final HeldChangeTable table;
    private final IdempotentEffects effects;
    private final EffectHandlers handlers;
    private final HeldChangePreviews previews;
    private final Cards cards;
    private final Access access;
    private final TransactionTemplate transaction;
    private final MoveTransaction repeated;
    private final JsonMapper json;
    private final Clock clock;

    HeldChanges(
            HeldChangeTable table,
            IdempotentEffects effects,
            EffectHandlers handlers,
            HeldChangePreviews previews,
            Cards cards,
            Access access,
            TransactionTemplate transaction,
            MoveTransaction repeated,
            JsonMapper json,
            Clock clock) {
        this.table = table;
        this.effects = effects;
        this.handlers = handlers;
        this.previews = previews;
        this.cards = cards;
        this.access = access;
        this.transaction = transaction;
        this.repeated = repeated;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Holds the effect and answers what it will answer; the same key gets the same answer.
     *
     * @throws ProblemException what the effect itself would be refused with, {@code key-reused}, or
     *     {@code conflict} when the run is over and nobody would ever decide about it
     */
    public EffectResult hold(WorkspaceId workspace, UUID run, String key, Effect effect) {
        var before = transaction.execute(_ -> answered(workspace, key, effect));
        if (before.isPresent()) {
            return before.get();
        }
        var number = effect instanceof Effect.CreateCard create ? reserveNumber(create) : null;
        var change = HeldChange.of(run, key, effect, number, clock.instant());
        var result =
                rolledBack(() -> {
                    make(run);
                    return handlers.apply(effect, change.identity(), null);
                });
        return transaction.execute(_ -> {
            if (!table.isOpen(run)) {
                throw new ProblemException(
                        CommonError.CONFLICT, "The run is over, nothing is held for it any more.");
            }
            table.keep(workspace, change, effects.hash(effect), result);
            return answered(workspace, key, effect).orElseThrow(() -> Access.notFound("card"));
        });
    }

    /** Reads as the run sees the board: with what it holds. */
    public <T> T asSeenBy(@Nullable UUID run, Supplier<T> read) {
        if (run != null && transaction.execute(_ -> table.holdsAny(run))) {
            return rolledBack(() -> {
                make(run);
                return read.get();
            });
        }
        return transaction.execute(_ -> read.get());
    }

    /**
     * Whether all that the run holds could happen now.
     *
     * @throws ProblemException {@code held-change-refused} when something could not
     */
    public void check(UUID run) {
        rolledBack(() -> {
            make(run);
            return run;
        });
    }

    /**
     * Lets all that the run holds happen, once: what happened is held no more.
     *
     * @return how many changes were made
     * @throws ProblemException {@code held-change-refused}; then none was
     */
    public int release(WorkspaceId workspace, UUID run, UserId approver) {
        return repeated.execute(() -> {
            var held = table.lock(run);
            for (var change : held) {
                effects.once(
                        workspace,
                        change.key(),
                        change.effect(),
                        handlers.resultType(change.effect()),
                        () -> apply(change, approver.value()));
            }
            table.drop(held);
            return held.size();
        });
    }

    /** Forgets what the run holds. */
    @Transactional
    public void drop(UUID run) {
        table.drop(run);
    }

    /** A run that is over holds nothing, whatever became of its own word about it. */
    @EventListener
    void on(RunOver over) {
        table.drop(over.runId());
    }

    /** What the run holds, shortened, for a person who may approve it. */
    @Transactional(readOnly = true)
    public List<HeldChangeView> of(UUID run, UserId person) {
        requireApprover(run, person);
        return previews.of(table.of(run)).stream().map(HeldChangeView::shortened).toList();
    }

    /** One of the changes in full. */
    @Transactional(readOnly = true)
    public HeldChangeView require(UUID run, UUID change, UserId person) {
        requireApprover(run, person);
        return previews.of(table.of(run)).stream()
                .filter(view -> view.id().equals(change))
                .findFirst()
                .orElseThrow(() -> Access.notFound("held change"));
    }

    private void requireApprover(UUID run, UserId person) {
        var workspace = table.workspaceOf(run).orElseThrow(() -> Access.notFound("run"));
        access.require(person, workspace, Permission.WRITE, "run");
    }

    private Optional<EffectResult> answered(WorkspaceId workspace, String key, Effect effect) {
        var type = handlers.resultType(effect);
        return table.answered(workspace, key)
                .<EffectResult>map(held -> {
                    IdempotentEffects.requireSame(held.requestHash(), effects.hash(effect));
                    return json.readValue(held.result(), type);
                })
                .or(() -> effects.already(workspace, key, effect, type));
    }

    /** Drawn for good: the agent speaks of the card by this number from now on. */
    private Integer reserveNumber(Effect.CreateCard effect) {
        return transaction.execute(_ -> {
            var card = cards.require(new CardId(effect.cardId()));
            return cards.reserveNumber(new ProjectId(card.projectId()));
        });
    }

    private void make(UUID run) {
        table.of(run).forEach(change -> apply(change, null));
    }

    private EffectResult apply(HeldChange change, @Nullable UUID approver) {
        try {
            return handlers.apply(change.effect(), change.identity(), approver);
        } catch (ProblemException refused) {
            throw new ProblemException(
                    AgentChangeError.HELD_CHANGE_REFUSED,
                    "%s can no longer be made: %s"
                            .formatted(HeldChangePreviews.name(change), refused.getMessage()));
        }
    }

    private <T> T rolledBack(Supplier<T> work) {
        return transaction.execute(status -> {
            status.setRollbackOnly();
            return work.get();
        });
    }
}
