package dev.agentworks.local.pubsub.broker;

import dev.agentworks.local.pubsub.journal.JournalRecord;

/** Appends records without waiting until they are durable. */
interface BackgroundJournal {
    void append(JournalRecord record);
}
