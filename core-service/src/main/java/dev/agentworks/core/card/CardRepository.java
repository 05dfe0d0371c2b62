package dev.agentworks.core.card;

import jakarta.persistence.LockModeType;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Cards as aggregates, those that are not archived. */
interface CardRepository extends Repository<Card, CardId> {

    @Query("select c from Card c where c.id = :id and c.archivedAt is null")
    Optional<Card> find(CardId id);

    /**
     * Locks the card until the transaction ends: one that moves it, or judges whether it moves, is
     * alone with it. Transactions take locks in this order: project, card, lane.
     */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select c from Card c where c.id = :id and c.archivedAt is null")
    Optional<Card> hold(CardId id);

    /**
     * As {@link #hold(CardId)}, and keeps the ranks of the lane with this number from being
     * rewritten; empty, too, when there is no such lane.
     */
    @Query(
            nativeQuery = true,
            value =
                    """
                    select c.* from card c join lane l on l.board_id = c.board_id and l.number = :lane
                    where c.id = :id and c.archived_at is null
                    for no key update of c for key share of l
                    """)
    Optional<Card> hold(UUID id, int lane);

    /** As {@link #hold}, archived or not. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select c from Card c where c.id = :id")
    Optional<Card> holdAny(CardId id);

    /** A card that this transaction has read already; no statement is sent. */
    Optional<Card> findById(CardId id);

    /** Inserts or updates the row at once: SQL that follows sees it, and a clash is seen here. */
    Card saveAndFlush(Card card);
}
