package dev.agentworks.core.mail;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Sends the mails that are due, one after the other. Several instances share the work; a mail that
 * one of them was sending when it was killed is sent by another after its lease.
 */
@Component
class MailWorker implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(MailWorker.class);

    private final MailTable table;
    private final MailTransport transport;
    private final MailSettings settings;
    private final Duration lease;
    private volatile @Nullable ScheduledExecutorService executor;

    MailWorker(MailTable table, MailTransport transport, MailSettings settings) {
        this.table = table;
        this.transport = transport;
        this.settings = settings;
        // connecting, some commands and the text, each with its time limit
        this.lease = settings.timeout().multipliedBy(12);
    }

    @Override
    public void start() {
        if (!transport.isConfigured()) {
            LOG.warn("no mail is sent before spring.mail.host is set");
        }
        var period = settings.pollPeriod().toMillis();
        var sending =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofVirtual().name("mail").factory());
        sending.scheduleWithFixedDelay(this::run, period, period, TimeUnit.MILLISECONDS);
        executor = sending;
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

    /** There is something to send. */
    void wake() {
        var running = executor;
        if (running != null) {
            try {
                running.execute(this::run);
            } catch (RejectedExecutionException stopping) {
                LOG.debug("the mail is sent by the next start", stopping);
            }
        }
    }

    private void run() {
        try {
            drain();
        } catch (DataAccessException | TransactionException failure) {
            LOG.warn("the queue of mails could not be read; it is tried again", failure);
        }
    }

    private void drain() {
        var useless = table.giveUpUseless();
        if (useless > 0) {
            LOG.warn("{} mails were not sent in time and are given up", useless);
        }
        if (!transport.isConfigured()) {
            return;
        }
        for (var next = table.take(lease); next.isPresent(); next = table.take(lease)) {
            var mail = next.get();
            switch (transport.send(mail)) {
                case SendOutcome.Sent() -> table.sent(mail);
                case SendOutcome.Refused(var reason) -> giveUp(mail, reason);
                case SendOutcome.Postponed(var reason) -> {
                    if (mail.attempt() >= settings.attempts()) {
                        giveUp(mail, reason);
                    } else {
                        table.again(mail, reason, settings.pauseAfter(mail.attempt()));
                    }
                }
            }
        }
    }

    private void giveUp(DueMail mail, String reason) {
        table.failed(mail, reason);
        LOG.warn("mail {} is given up after {} attempts: {}", mail.id(), mail.attempt(), reason);
    }
}
