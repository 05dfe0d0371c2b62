package dev.agentworks.core.feed.web;

import dev.agentworks.core.feed.FeedPage;
import dev.agentworks.core.feed.WorkspaceFeeds;
import dev.agentworks.core.workspace.WorkspaceId;
import dev.agentworks.core.workspace.WorkspaceScope;
import dev.agentworks.starter.servicetoken.RequiresScope;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reads feeds for the gateway, which knows who may see them. */
@RestController
@RequiresScope("core:feed")
class FeedController {

    private final WorkspaceFeeds feeds;

    FeedController(WorkspaceFeeds feeds) {
        this.feeds = feeds;
    }

    @GetMapping("/internal/workspaces/{workspace}/feed")
    FeedPage read(
            @PathVariable WorkspaceId workspace,
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(defaultValue = "200") @Min(1) @Max(1_000) int limit) {
        return WorkspaceScope.call(workspace, () -> feeds.read(workspace, after, limit));
    }
}
