package dev.agentworks.local.pubsub.broker;

import dev.agentworks.local.pubsub.journal.JournalRecord;

/** Writes down what nobody waits for; returns at once. */
interface Notebook {
    void note(JournalRecord record);
}
