package dev.agentworks.gateway;

import dev.agentworks.gateway.Upstream.Answer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.json.JsonMapper;

/** The feeds of workspaces as core keeps them: events numbered as they are committed. */
final class FakeFeeds {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Map<String, Feed> feeds = new HashMap<>();
    private boolean away;

    /** Commits an event; its number. */
    synchronized long commit(String workspace, String type, String data) {
        var feed = feed(workspace);
        feed.head++;
        feed.events.add(
                "{\"seq\":%d,\"type\":\"%s\",\"data\":%s}".formatted(feed.head, type, data));
        return feed.head;
    }

    /** Forgets all events until now. */
    synchronized void forget(String workspace) {
        var feed = feed(workspace);
        feed.floor = feed.head;
        feed.events.clear();
    }

    /** Answers nothing until it is back. */
    synchronized void away(boolean away) {
        this.away = away;
    }

    synchronized Answer read(UpstreamCall call, String workspace) {
        if (away) {
            return Answer.problem(503, "unavailable", call.uri());
        }
        var asked = UriComponentsBuilder.fromUriString(call.uri()).build().getQueryParams();
        var after = asked.getFirst("after");
        long from = after == null ? Long.MAX_VALUE : Long.parseLong(after);
        var feed = feed(workspace);
        var page = new ArrayList<String>();
        for (var event : feed.events) {
            // a page of three: readers have to turn pages
            if (JSON.readTree(event).path("seq").asLong() > from && page.size() < 3) {
                page.add(event);
            }
        }
        return Answer.json(
                200,
                "{\"floor\":%d,\"head\":%d,\"events\":[%s]}"
                        .formatted(feed.floor, feed.head, String.join(",", page)));
    }

    private Feed feed(String workspace) {
        return feeds.computeIfAbsent(workspace, _ -> new Feed());
    }

    private static final class Feed {
        private final List<String> events = new ArrayList<>();
        private long floor;
        private long head;
    }
}
