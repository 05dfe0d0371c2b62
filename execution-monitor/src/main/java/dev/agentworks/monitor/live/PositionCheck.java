package dev.agentworks.monitor.live;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Finds what no bell told of: always every few seconds, and often while Redis is away. */
@Component
class PositionCheck {
    private static final Logger log = LoggerFactory.getLogger(PositionCheck.class);
    private final Feeds feeds;
    private final RedisBell redis;
    private final LiveSettings settings;
    private long lastCheck;
    private boolean wasUp;

    PositionCheck(Feeds feeds, RedisBell redis, LiveSettings settings) {
        this.feeds = feeds;
        this.redis = redis;
        this.settings = settings;
    }

    @Scheduled(fixedDelayString = "${agentworks.live.check-without-redis:250ms}")
    void look() {
        var isUp = redis.isUp();
        var sinceLast = System.nanoTime() - lastCheck;
        // one more look right after Redis is back: what was told while it came up may have been
        // missed
        if (!isUp || !wasUp || sinceLast >= settings.check().toNanos()) {
            check();
            lastCheck = System.nanoTime();
        }
        wasUp = isUp;
    }

    @Scheduled(fixedDelay = 1000)
    void connect() {
        // on a thread of its own: a connection that hangs must not hold up the check
        Thread.startVirtualThread(redis::connect);
    }

    private void check() {
        try {
            feeds.check();
        } catch (DataAccessException | TransactionException e) {
            log.warn("Positions could not be compared with the store", e);
        }
    }
}
