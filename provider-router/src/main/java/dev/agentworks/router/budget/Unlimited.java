package dev.agentworks.router.budget;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Workspaces without any budget, remembered for a moment so that their calls need not ask. */
@Component
class Unlimited {
    private final JdbcClient jdbc;
    private final BudgetSettings settings;
    private final Map<UUID, Long> seen = new ConcurrentHashMap<>();

    Unlimited(JdbcClient jdbc, BudgetSettings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    boolean isKnown(Spender spender) {
        if (spender.cardLimit() != null || spender.runLimit() != null) {
            return false;
        }
        var workspace = spender.workspaceId();
        var at = seen.get(workspace);
        if (at != null && isFresh(at)) {
            return true;
        }
        boolean any =
                jdbc.sql(BudgetSql.ANY).param("workspace", workspace).query(Boolean.class).single();
        if (!any) {
            seen.put(workspace, System.nanoTime());
        }
        return !any;
    }

    void forget(UUID workspace) {
        seen.remove(workspace);
    }

    @Scheduled(fixedDelayString = "PT30S")
    void forgetOld() {
        seen.values().removeIf(at -> !isFresh(at));
    }

    private boolean isFresh(long at) {
        return System.nanoTime() - at < settings.unlimitedFor().toNanos();
    }
}
