package dev.agentworks.router.provider.anthropic;

import dev.agentworks.router.provider.model.PromptCache;
import dev.agentworks.router.provider.model.PromptCache.Lifetime;
import dev.agentworks.router.provider.model.PromptCache.Point;
import tools.jackson.databind.node.ObjectNode;

/** Marks where a reusable beginning ends. */
record CacheMarks(PromptCache cache) {
    boolean at(Point point) {
        return cache.points().contains(point);
    }

    void mark(ObjectNode block) {
        var mark = block.putObject("cache_control").put("type", "ephemeral");
        if (cache.lifetime() == Lifetime.HOUR_1) {
            mark.put("ttl", "1h");
        }
    }
}
