package dev.agentworks.local.pubsub.filter;

import java.util.Map;

/** Selects the messages of a subscription by their attributes. */
public sealed interface MessageFilter {

    boolean matches(Map<String, String> attributes);

    /** Parses Google's filter syntax; an empty text matches everything. */
    static MessageFilter parse(String text) {
        return text.isBlank() ? new Everything() : new FilterParser(text).parse();
    }

    /** The text is not a valid filter. */
    final class InvalidFilter extends RuntimeException {
        InvalidFilter(String message) {
            super(message);
        }
    }

    record Everything() implements MessageFilter {
        @Override
        public boolean matches(Map<String, String> attributes) {
            return true;
        }
    }

    record HasKey(String key) implements MessageFilter {
        @Override
        public boolean matches(Map<String, String> attributes) {
            return attributes.containsKey(key);
        }
    }

    record Equal(String key, String value) implements MessageFilter {
        @Override
        public boolean matches(Map<String, String> attributes) {
            return value.equals(attributes.get(key));
        }
    }

    record HasPrefix(String key, String prefix) implements MessageFilter {
        @Override
        public boolean matches(Map<String, String> attributes) {
            var value = attributes.get(key);
            return value != null && value.startsWith(prefix);
        }
    }

    record Not(MessageFilter filter) implements MessageFilter {
        @Override
        public boolean matches(Map<String, String> attributes) {
            return !filter.matches(attributes);
        }
    }

    record And(MessageFilter left, MessageFilter right) implements MessageFilter {
        @Override
        public boolean matches(Map<String, String> attributes) {
            return left.matches(attributes) && right.matches(attributes);
        }
    }

    record Or(MessageFilter left, MessageFilter right) implements MessageFilter {
        @Override
        public boolean matches(Map<String, String> attributes) {
            return left.matches(attributes) || right.matches(attributes);
        }
    }
}
