package dev.agentworks.local.pubsub.journal;

import java.io.IOException;

/**
 * Takes records in order and tells when each of them would survive the end of the process.
 * Thread-safe.
 */
public interface Journal extends AutoCloseable {

    /** Calls back in the order of appending, one call at a time. */
    void append(JournalRecord record, Completion completion);

    /** Appends a record without telling when it is durable. */
    default void append(JournalRecord record) {
        append(record, Completion.IGNORED);
    }

    @Override
    void close();

    /** Is told when a record is durable or lost. */
    interface Completion {
        Completion IGNORED =
                new Completion() {
                    @Override
                    public void durable() {}

                    @Override
                    public void lost(IOException cause) {}
                };

        void durable();

        void lost(IOException cause);
    }

    /** A journal in no file: everything is as durable as the process. */
    static Journal none() {
        return new Journal() {
            @Override
            public void append(JournalRecord record, Completion completion) {
                completion.durable();
            }

            @Override
            public void close() {}
        };
    }
}
