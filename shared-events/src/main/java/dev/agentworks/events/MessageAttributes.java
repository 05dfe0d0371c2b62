package dev.agentworks.events;

import java.util.Map;
import java.util.UUID;

/**
 * The attributes that every message carries, so that subscriptions can filter without reading it.
 */
public final class MessageAttributes {
    public static final String EVENT_TYPE = "eventType";
    public static final String WORKSPACE_ID = "workspaceId";
    public static final String SCHEMA_VERSION = "schemaVersion";
    public static final String TRACE_PARENT = "traceparent";

    /** Grows only with a change that an older reader cannot ignore. */
    public static final String CURRENT_SCHEMA_VERSION = "1";

    private MessageAttributes() {}

    /** What a producer sets; {@code traceparent} is added where the message leaves the service. */
    public static Map<String, String> of(String eventType, UUID workspaceId) {
        return Map.of(
                EVENT_TYPE,
                eventType,
                WORKSPACE_ID,
                workspaceId.toString(),
                SCHEMA_VERSION,
                CURRENT_SCHEMA_VERSION);
    }
}
