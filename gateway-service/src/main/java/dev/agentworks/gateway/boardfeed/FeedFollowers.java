package dev.agentworks.gateway.boardfeed;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/** The feeds that somebody reads at this instance. */
@Component
class FeedFollowers {
    private final Map<String, FeedFollower> followers = new ConcurrentHashMap<>();
    private final CoreFeed core;
    private final FeedSettings settings;

    FeedFollowers(CoreFeed core, FeedSettings settings) {
        this.core = core;
        this.settings = settings;
    }

    /** The place of a new reader among those of the workspace, until it leaves. */
    Membership join(String workspaceId) {
        var subscriber = new FeedSubscriber(settings.unread());
        var follower =
                followers.compute(
                        workspaceId,
                        (_, there) -> {
                            var found = there == null ? new FeedFollower(workspaceId, core) : there;
                            found.add(subscriber);
                            return found;
                        });
        return new Membership(workspaceId, Objects.requireNonNull(follower), subscriber);
    }

    void leave(Membership membership) {
        followers.computeIfPresent(
                membership.workspaceId(),
                (_, there) -> {
                    if (!there.remove(membership.subscriber())) {
                        return there;
                    }
                    there.stop();
                    return null;
                });
    }

    /** Does something with the feed if it is read here. */
    void ifRead(String workspaceId, Consumer<FeedFollower> work) {
        var follower = followers.get(workspaceId);
        if (follower != null) {
            work.accept(follower);
        }
    }

    /** Those that are read at the moment. */
    Flux<FeedFollower> all() {
        return Flux.fromIterable(followers.values());
    }

    int count() {
        return followers.size();
    }

    /** A reader's place. */
    record Membership(String workspaceId, FeedFollower follower, FeedSubscriber subscriber) {}
}
