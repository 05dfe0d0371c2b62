package dev.agentworks.monitor.history;

import dev.agentworks.starter.servicetoken.ActingUser;
import dev.agentworks.starter.web.AddressedThings;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** A run's lines are for those who may see the run. */
@Component
class AddressedLogs implements AddressedThings {
    private final LogReader logs;

    AddressedLogs(LogReader logs) {
        this.logs = logs;
    }

    @Override
    public boolean isVisible(String kind, UUID id, ActingUser user) {
        if (kind.equals("runs")) {
            var _ = logs.requireVisible(user, id);
        }
        return true;
    }
}
