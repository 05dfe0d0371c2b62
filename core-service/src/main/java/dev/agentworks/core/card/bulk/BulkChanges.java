package dev.agentworks.core.card.bulk;

import dev.agentworks.core.activity.Actor;
import dev.agentworks.core.card.CardChange;
import dev.agentworks.core.card.CardError;
import dev.agentworks.core.card.CardId;
import dev.agentworks.core.card.CardMoves;
import dev.agentworks.core.card.CardRow;
import dev.agentworks.core.card.CardViews;
import dev.agentworks.core.card.Cards;
import dev.agentworks.core.card.MoveCard;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Changes many cards alike. Each is judged as if it came alone and is changed whole or not at all;
 * one that is refused keeps no other back.
 */
@Service
public class BulkChanges {

    private static final int MOST_LABELS = 20;
    private static final int ATTEMPTS = 5;

    private final Cards cards;
    private final CardMoves moves;
    private final CardViews views;
    private final BulkRequestTable requests;
    private final TransactionTemplate transaction;

    BulkChanges(
            Cards cards,
            CardMoves moves,
            CardViews views,
            BulkRequestTable requests,
            TransactionTemplate transaction) {
        this.cards = cards;
        this.moves = moves;
        this.views = views;
        this.requests = requests;
        this.transaction = transaction;
    }

    /**
     * A request that may come again.
     *
     * @param id of caller and key
     * @param fingerprint of what is asked
     */
    public record Key(byte[] id, byte[] fingerprint) {}

    /**
     * Changes the cards one after the other. What was done under the key is not done again; what
     * was refused is judged again.
     *
     * @throws ProblemException {@code key-reused} when something else was asked under the key
     */
    public List<BulkItem> change(BulkChange command, @Nullable Key key, Actor.Person person) {
        if (key != null
                && !transaction.execute(
                        _ -> requests.isFirstOrSame(key.id(), person.id(), key.fingerprint()))) {
            throw new ProblemException(
                    CommonError.KEY_REUSED, "Something else was asked under this key.");
        }
        return command.cards().stream().map(card -> item(card, command, key, person)).toList();
    }

    private BulkItem item(CardId card, BulkChange command, @Nullable Key key, Actor.Person person) {
        for (var attempt = 1; ; attempt++) {
            try {
                return transaction.execute(_ -> {
                    if (key == null || requests.take(key.id(), card, person.id())) {
                        apply(card, command, person);
                    }
                    return new BulkItem.Changed(card, views.any(card));
                });
            } catch (ProblemException problem) {
                return new BulkItem.Refused(card, problem);
            } catch (DuplicateKeyException
                    | PessimisticLockingFailureException
                    | UnexpectedRollbackException clash) {
                if (attempt == ATTEMPTS) {
                    return new BulkItem.Refused(
                            card,
                            new ProblemException(CardError.LANE_BUSY, "Try again in a moment."));
                }
            }
        }
    }

    private void apply(CardId card, BulkChange command, Actor.Person person) {
        if (command.changesFields()) {
            var present = cards.hold(card);
            cards.change(
                    card,
                    fields(command, present.map(CardRow::labels).orElse(List.of())),
                    null,
                    person);
        }
        if (command.toLane() != null) {
            var move =
                    new MoveCard(
                            card,
                            command.toLane(),
                            new MoveCard.Place.AtEnd(),
                            command.override(),
                            command.reason(),
                            null);
            moves.move(move, person).orRefuse(move);
        }
        if (command.archive()) {
            cards.archive(card, null, person);
        }
    }

    private static CardChange fields(BulkChange command, List<String> present) {
        return new CardChange(
                null,
                null,
                null,
                command.changesLabels() ? labels(command, present) : null,
                null,
                command.priority(),
                command.status(),
                command.assigneeId(),
                null,
                null,
                null,
                command.reason());
    }

    private static List<String> labels(BulkChange command, List<String> present) {
        var labels = new LinkedHashSet<>(present);
        command.removeLabels().forEach(labels::remove);
        labels.addAll(command.addLabels());
        if (labels.size() > MOST_LABELS) {
            throw new ProblemException(
                            CommonError.INVALID_REQUEST,
                            "A card has %d labels at most.".formatted(MOST_LABELS))
                    .invalid("/addLabels", "must leave room on the card");
        }
        return List.copyOf(labels);
    }
}
