package dev.agentworks.core.link;

import dev.agentworks.core.card.CardId;
import java.util.Optional;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Links as aggregates. */
interface LinkRepository extends Repository<CardLink, LinkId> {

    // the whole link: of a single id the wiring at build time would make a call of its constructor
    @Query("select l from CardLink l where l.fromId = :from and l.toId = :to and l.kind = :kind")
    Optional<CardLink> find(CardId from, CardId to, LinkKind kind);

    /** Inserts the row at once: SQL that follows sees it. */
    CardLink saveAndFlush(CardLink link);

    /** How many links were removed: none when another transaction was first. */
    @Modifying
    @Query("delete from CardLink l where l.id = :id")
    int remove(LinkId id);
}
