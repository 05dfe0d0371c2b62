package dev.agentworks.starter.inbox;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The inbox as a table beside the caller's own. */
final class TableInbox implements Inbox {
    private final JdbcTemplate jdbc;

    TableInbox(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public boolean firstTime(String consumer, String eventId) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException(
                    "%s asked the inbox for %s outside a transaction".formatted(consumer, eventId));
        }
        return jdbc.update(
                        "insert into inbox (consumer, event_id) values (?, ?) on conflict do nothing",
                        consumer,
                        eventId)
                == 1;
    }
}
