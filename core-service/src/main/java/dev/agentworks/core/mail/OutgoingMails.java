package dev.agentworks.core.mail;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Takes mails inside the caller's transaction; they are sent after it commits, at least once. */
@Service
public class OutgoingMails {

    private final MailTable table;
    private final MailWorker worker;

    OutgoingMails(MailTable table, MailWorker worker) {
        this.table = table;
        this.worker = worker;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void send(Mail mail) {
        table.add(mail);
        TransactionSynchronizationManager.registerSynchronization(
                new TransactionSynchronization() {
                    @Override
                    public void afterCommit() {
                        worker.wake();
                    }
                });
    }
}
