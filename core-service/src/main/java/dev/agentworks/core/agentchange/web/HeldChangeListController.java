package dev.agentworks.core.agentchange.web;

import dev.agentworks.core.agentchange.HeldChangeView;
import dev.agentworks.core.agentchange.HeldChanges;
import dev.agentworks.core.identity.UserId;
import dev.agentworks.starter.servicetoken.ActingUser;
import dev.agentworks.starter.servicetoken.RequiresScope;
import dev.agentworks.starter.web.CurrentUser;
import dev.agentworks.starter.web.RunAsCurrentUser;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Shows what a run holds to the people who may approve it. */
@RestController
@RequiresScope("core:public")
@RunAsCurrentUser
class HeldChangeListController {

    private final HeldChanges changes;

    HeldChangeListController(HeldChanges changes) {
        this.changes = changes;
    }

    record HeldChangeList(List<HeldChangeView> items) {}

    @GetMapping("/api/runs/{run}/held-changes")
    HeldChangeList all(@CurrentUser ActingUser user, @PathVariable UUID run) {
        return new HeldChangeList(changes.of(run, UserId.of(user.id())));
    }

    @GetMapping("/api/runs/{run}/held-changes/{change}")
    HeldChangeView one(
            @CurrentUser ActingUser user, @PathVariable UUID run, @PathVariable UUID change) {
        return changes.require(run, change, UserId.of(user.id()));
    }
}
