package dev.agentworks.core.feed;

import dev.agentworks.core.workspace.MemberChanged;
import dev.agentworks.starter.identifier.Uuids;
import java.util.Map;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Tells in the feed who came, got another role, or is gone. */
@Component
class MemberFeed {

    private final WorkspaceFeeds feeds;
    private final JsonMapper json;

    MemberFeed(WorkspaceFeeds feeds, JsonMapper json) {
        this.feeds = feeds;
        this.json = json;
    }

    @EventListener
    void on(MemberChanged change) {
        feeds.append(
                new FeedEvent(
                        change.workspace().value(),
                        Uuids.v7().toString(),
                        type(change.kind()),
                        json.writeValueAsString(
                                Map.of("userId", change.person(), "role", change.role()))));
    }

    private static String type(MemberChanged.Kind kind) {
        return switch (kind) {
            case JOINED -> "member.joined";
            case ROLE_CHANGED -> "member.role-changed";
            case REMOVED -> "member.removed";
        };
    }
}
