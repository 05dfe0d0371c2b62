package dev.agentworks.core.card.bulk;

import dev.agentworks.core.card.CardId;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What was done under which key. */
@Repository
class BulkRequestTable {

    private final JdbcClient jdbc;

    BulkRequestTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether this is what was asked under the key the first time. */
    boolean isFirstOrSame(byte[] id, UUID person, byte[] fingerprint) {
        jdbc.sql(
                        "insert into bulk_request (id, person_id, fingerprint) values (?, ?, ?) on conflict do nothing")
                .params(id, person, fingerprint)
                .update();
        return jdbc.sql("select fingerprint = ? from bulk_request where id = ?")
                .params(fingerprint, id)
                .query(Boolean.class)
                .single();
    }

    /**
     * Whether the card is to be changed under this key: another request at work on it is awaited.
     */
    boolean take(byte[] id, CardId card, UUID person) {
        return jdbc.sql(
                                "insert into bulk_request_card (request_id, card_id, person_id) values (?, ?, ?) on conflict do nothing")
                        .params(id, card.value(), person)
                        .update()
                == 1;
    }
}
