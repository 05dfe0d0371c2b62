package dev.agentworks.core.identity;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Answers requests to reset passwords, one after the other, some time after they were made. */
@Component
class PasswordResetWorker implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(PasswordResetWorker.class);
    private static final long PERIOD_MILLIS = 1_000;

    private final PasswordResetRequests requests;
    private volatile @Nullable ScheduledExecutorService executor;

    PasswordResetWorker(PasswordResetRequests requests) {
        this.requests = requests;
    }

    @Override
    public void start() {
        var answering =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofVirtual().name("password-reset").factory());
        answering.scheduleWithFixedDelay(
                this::run, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        executor = answering;
    }

    @Override
    public void stop() {
        var running = executor;
        executor = null;
        if (running != null) {
            running.shutdownNow();
        }
    }

    @Override
    public boolean isRunning() {
        return executor != null;
    }

    private void run() {
        try {
            boolean more = true;
            while (more) {
                more = requests.answerNext();
            }
        } catch (DataAccessException | TransactionException failure) {
            LOG.warn("requests to reset passwords could not be read; it is tried again", failure);
        }
    }
}
