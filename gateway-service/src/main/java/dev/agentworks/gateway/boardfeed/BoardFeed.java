package dev.agentworks.gateway.boardfeed;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;

/**
 * The feed of every workspace: each event that core committed once and in order, to everyone who
 * reads.
 */
@Component
class BoardFeed {
    private final CoreFeed core;
    private final FeedFollowers followers;
    private final FeedSettings settings;

    BoardFeed(CoreFeed core, FeedFollowers followers, FeedSettings settings) {
        this.core = core;
        this.followers = followers;
        this.settings = settings;
    }

    /** The feed after a number, or from now on. */
    Flux<FeedFrame> read(String workspaceId, @Nullable Long after) {
        return Flux.using(
                () -> followers.join(workspaceId),
                membership -> read(membership, after),
                followers::leave);
    }

    // what was missed is read when the live events are being kept already: none is lost in between
    private Flux<FeedFrame> read(FeedFollowers.Membership membership, @Nullable Long after) {
        var last = new AtomicLong(-1);
        var opening =
                membership
                        .follower()
                        .started()
                        .thenMany(opening(membership.workspaceId(), after))
                        .doOnNext(frame -> last.set(frame.seq()));
        var live =
                membership
                        .subscriber()
                        .frames()
                        .filter(frame -> frame.restarts() || frame.seq() > last.get());
        return opening.concatWith(live);
    }

    /** The present number, the missed events, or that the board is to be read anew. */
    private Flux<FeedFrame> opening(String workspaceId, @Nullable Long after) {
        return core.read(workspaceId, after)
                .flatMapMany(page -> {
                    if (after == null) {
                        return Flux.just(FeedFrame.ready(page.head()));
                    }
                    if (!page.continues(after) || page.head() - after > settings.remembered()) {
                        return Flux.just(FeedFrame.resync(page.head()));
                    }
                    return page.events().isEmpty()
                            ? Flux.just(FeedFrame.ready(page.head()))
                            : missed(workspaceId, after, page);
                });
    }

    private Flux<FeedFrame> missed(String workspaceId, long after, FeedPage first) {
        var last = new AtomicLong(after);
        return Flux.just(first)
                .expand(page ->
                        page.hasMore()
                                ? core.read(workspaceId, page.events().getLast().seq())
                                : Flux.empty())
                .concatMapIterable(page -> framesAfter(page, last))
                .takeUntil(FeedFrame::restarts);
    }

    private static List<FeedFrame> framesAfter(FeedPage page, AtomicLong last) {
        var isWhole = page.floor() <= last.get();
        last.set(page.last(last.get()));
        return isWhole ? page.frames() : List.of(FeedFrame.resync(page.head()));
    }
}
