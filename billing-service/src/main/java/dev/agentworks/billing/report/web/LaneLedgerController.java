package dev.agentworks.billing.report.web;

import dev.agentworks.billing.report.LaneLedger;
import dev.agentworks.billing.report.LaneVisitCost;
import dev.agentworks.starter.servicetoken.ActingUser;
import dev.agentworks.starter.servicetoken.RequiresScope;
import dev.agentworks.starter.web.CurrentUser;
import dev.agentworks.starter.web.RunAsCurrentUser;
import java.util.List;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a card cost, lane by lane. */
@RestController
@RequestMapping("/api/workspaces/{id}/usage/cards/{cardId}")
@RequiresScope("billing:public")
@RunAsCurrentUser
class LaneLedgerController {
    private final LaneLedger ledger;

    LaneLedgerController(LaneLedger ledger) {
        this.ledger = ledger;
    }

    record Visits(List<LaneVisitCost> items) {}

    @GetMapping
    Visits of(@CurrentUser ActingUser user, @PathVariable UUID id, @PathVariable UUID cardId) {
        return new Visits(ledger.of(user, id, cardId));
    }
}
