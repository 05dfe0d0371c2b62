package dev.agentworks.core.feed;

import dev.agentworks.core.workspace.WorkspaceId;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The feeds of all workspaces: what happens is appended where it happens, and read by number. */
@Service
public class WorkspaceFeeds {

    private final FeedTable table;
    private final EntityManager entities;

    WorkspaceFeeds(FeedTable table, EntityManager entities) {
        this.table = table;
        this.entities = entities;
    }

    /**
     * Appends the event with the caller's changes. It gets its number just before the transaction
     * commits: until then nobody else can get one of this workspace.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void append(FeedEvent event) {
        pending().events.add(event);
    }

    /**
     * What comes after a number, the oldest first.
     *
     * @param after null for the numbers alone
     */
    @Transactional(readOnly = true)
    public FeedPage read(WorkspaceId workspace, @Nullable Long after, int limit) {
        return table.read(workspace, after == null ? Long.MAX_VALUE : after, limit);
    }

    private Pending pending() {
        for (var synchronization : TransactionSynchronizationManager.getSynchronizations()) {
            if (synchronization instanceof Pending pending && pending.isOf(this)) {
                return pending;
            }
        }
        var pending = new Pending();
        TransactionSynchronizationManager.registerSynchronization(pending);
        return pending;
    }

    /** The events of one transaction. */
    private final class Pending implements TransactionSynchronization {
        private final List<FeedEvent> events = new ArrayList<>();

        boolean isOf(WorkspaceFeeds feeds) {
            return WorkspaceFeeds.this == feeds;
        }

        @Override
        public int getOrder() {
            return LOWEST_PRECEDENCE;
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            // the counters are locked last, and one after the other in one order
            entities.flush();
            events.stream()
                    .collect(
                            Collectors.groupingBy(
                                    FeedEvent::workspaceId, TreeMap::new, Collectors.toList()))
                    .forEach(this::append);
            events.clear();
        }

        private void append(UUID workspace, List<FeedEvent> appended) {
            table.append(workspace, appended);
        }
    }
}
