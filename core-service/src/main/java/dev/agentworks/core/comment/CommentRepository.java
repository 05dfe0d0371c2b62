package dev.agentworks.core.comment;

import dev.agentworks.core.card.CardId;
import java.util.Optional;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Comments as aggregates. */
interface CommentRepository extends Repository<Comment, CommentId> {

    /** Inserts or updates the row at once: SQL that follows sees it. */
    Comment saveAndFlush(Comment comment);

    @Query("select c from Comment c where c.id = :id and c.cardId = :card")
    Optional<Comment> find(CardId card, CommentId id);

    /** How many comments were removed: none when another transaction was first. */
    @Modifying
    @Query("delete from Comment c where c.id = :id")
    int remove(CommentId id);
}
