package dev.agentworks.core.activity;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The author of a change: a person, an agent in one of its runs, or a rule. */
public sealed interface Actor {

    /**
     * As history, authors and events name them: {@code user:<id>}, {@code agent:<AGENT>} or {@code
     * rule:<key>}.
     */
    String name();

    @Nullable UUID run();

    /** The person who let it happen, where an agent needs one's approval. */
    default @Nullable UUID approvedBy() {
        return null;
    }

    /** A person. */
    record Person(UUID id) implements Actor {

        public static Person of(String id) {
            return new Person(UUID.fromString(id));
        }

        @Override
        public String name() {
            return "user:" + id;
        }

        @Override
        public @Nullable UUID run() {
            return null;
        }
    }

    /**
     * An agent at work.
     *
     * @param approvedBy who let its change happen, when it was held for a person
     */
    record Agent(String agentId, UUID runId, @Nullable UUID approvedBy) implements Actor {

        /** An agent whose changes happen at once. */
        public Agent(String agentId, UUID runId) {
            this(agentId, runId, null);
        }

        @Override
        public String name() {
            return "agent:" + agentId;
        }

        @Override
        public @Nullable UUID run() {
            return runId;
        }
    }

    /** A rule of the platform, applied without a person or an agent. */
    record Rule(String key) implements Actor {
        @Override
        public String name() {
            return "rule:" + key;
        }

        @Override
        public @Nullable UUID run() {
            return null;
        }
    }
}
