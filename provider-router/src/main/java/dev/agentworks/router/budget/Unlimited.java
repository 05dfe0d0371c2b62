package dev.agentworks.router.budget;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Which workspaces have no budget at all, remembered for a moment so that calls need not ask. */
@Component
class Unlimited {
    private final JdbcClient jdbc;
    private final BudgetSettings settings;
    private final Map<UUID, Known> seen = new ConcurrentHashMap<>();

    Unlimited(JdbcClient jdbc, BudgetSettings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    boolean isKnown(Spender spender) {
        if (spender.cardLimit() != null || spender.runLimit() != null) {
            return false;
        }
        var workspace = spender.workspaceId();
        var known = seen.get(workspace);
        if (known == null || !isFresh(known)) {
            known = new Known(!hasAny(workspace), System.nanoTime());
            seen.put(workspace, known);
        }
        return known.unlimited();
    }

    void forget(UUID workspace) {
        seen.remove(workspace);
    }

    @Scheduled(fixedDelayString = "PT30S")
    void forgetOld() {
        seen.values().removeIf(known -> !isFresh(known));
    }

    private boolean hasAny(UUID workspace) {
        return jdbc.sql(BudgetSql.ANY).param("workspace", workspace).query(Boolean.class).single();
    }

    private boolean isFresh(Known known) {
        return System.nanoTime() - known.at() < settings.unlimitedFor().toNanos();
    }

    private record Known(boolean unlimited, long at) {}
}
