package dev.agentworks.local.pubsub.broker;

import java.util.regex.Pattern;

/**
 * Resource names of the form {@code projects/<project>/topics/<id>} and {@code
 * …/subscriptions/<id>}.
 */
record Names(String project, String kind, String id) {

    static final String DELETED_TOPIC = "_deleted-topic_";

    private static final Pattern SHAPE =
            Pattern.compile(
                    "projects/([^/]+)/(topics|subscriptions)/([A-Za-z][A-Za-z0-9._~+%-]{2,254})");

    static Names parse(String name) {
        var matcher = SHAPE.matcher(name);
        if (!matcher.matches()) {
            throw Refusal.invalid("Invalid resource name given (name=%s).".formatted(name));
        }
        return new Names(matcher.group(1), matcher.group(2), matcher.group(3));
    }

    static void requireNew(String name, String kind) {
        var parsed = parse(name);
        if (!parsed.kind().equals(kind) || parsed.id().startsWith("goog")) {
            throw Refusal.invalid("Invalid [%s] name: (name=%s)".formatted(kind, name));
        }
    }
}
