package dev.agentworks.monitor.live;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Finds updates of other instances in the store: every few seconds, and more often while Redis is
 * unreachable.
 */
@Component
class PositionCheck {
    private static final Logger log = LoggerFactory.getLogger(PositionCheck.class);
    private final WatchedCards watchedCards;
    private final StreamNotifications notifications;
    private final LiveSettings settings;
    private long lastCheck;
    private boolean wasUp;

    PositionCheck(
            WatchedCards watchedCards, StreamNotifications notifications, LiveSettings settings) {
        this.watchedCards = watchedCards;
        this.notifications = notifications;
        this.settings = settings;
    }

    @Scheduled(fixedDelayString = "${agentworks.live.check-without-redis:250ms}")
    void look() {
        var isUp = notifications.isUp();
        var sinceLast = System.nanoTime() - lastCheck;
        // checks once more right after Redis is back: messages sent while it reconnected may have
        // been lost
        if (!isUp || !wasUp || sinceLast >= settings.check().toNanos()) {
            check();
            lastCheck = System.nanoTime();
        }
        wasUp = isUp;
    }

    private void check() {
        try {
            watchedCards.check();
        } catch (DataAccessException | TransactionException e) {
            log.warn("Positions could not be compared with the store", e);
        }
    }
}
