package dev.agentworks.local.pubsub.journal;

import java.io.IOException;

/**
 * Takes records in order and tells when each of them would survive the end of the process.
 * Thread-safe.
 */
public interface Journal extends AutoCloseable {

    /** Calls back in the order of appending, one call at a time. */
    void append(JournalRecord record, Completion completion);

    /** Appends what nobody waits for. */
    default void append(JournalRecord record) {
        append(record, Completion.IGNORED);
    }

    @Override
    void close();

    /** Learns what became of a record. */
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

    /** A journal that is nowhere: everything is as durable as the process. */
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
