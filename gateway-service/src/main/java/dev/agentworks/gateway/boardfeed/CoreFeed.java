package dev.agentworks.gateway.boardfeed;

import dev.agentworks.gateway.core.CoreClient;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/** Reads the feeds of workspaces from core, which numbers what it commits. */
@Component
class CoreFeed {
    private static final Logger log = LoggerFactory.getLogger(CoreFeed.class);
    private static final String SCOPE = "core:feed";
    private static final int PAGE = 200;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final CoreClient core;

    CoreFeed(CoreClient core) {
        this.core = core;
    }

    /**
     * What comes after a number. It is asked for until core answers: a reader loses nothing while
     * core is away.
     *
     * @param after null for the numbers alone
     */
    Mono<FeedPage> read(String workspaceId, @Nullable Long after) {
        var path = "/internal/workspaces/%s/feed?limit=%d".formatted(workspaceId, PAGE);
        var asked = after == null ? path : path + "&after=" + after;
        return Mono.defer(() -> core.call(SCOPE, HttpMethod.GET, asked, null, FeedPage.class))
                .retryWhen(
                        Retry.backoff(Long.MAX_VALUE, FIRST_PAUSE)
                                .maxBackoff(LONGEST_PAUSE)
                                .doBeforeRetry(failed -> report(workspaceId, failed)));
    }

    // once an outage
    private static void report(String workspaceId, Retry.RetrySignal failed) {
        if (failed.totalRetries() == 0) {
            log.warn(
                    "The feed of workspace {} waits for core: {}",
                    workspaceId,
                    failed.failure().getMessage());
        }
    }
}
