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

    /** An agent at work. */
    record Agent(String agentId, UUID runId) implements Actor {
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
