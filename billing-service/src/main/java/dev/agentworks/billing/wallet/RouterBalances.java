package dev.agentworks.billing.wallet;

import dev.agentworks.events.Money;
import dev.agentworks.starter.servicetoken.RemoteProblem;
import dev.agentworks.starter.servicetoken.ServiceClients;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * Tells the router what is left, which refuses calls that would cost more. Told beside the request
 * that changed it; what could not be told is told with the next sweep of the wallets.
 */
@Component
class RouterBalances {
    private static final Logger log = LoggerFactory.getLogger(RouterBalances.class);

    private final RestClient router;

    RouterBalances(ServiceClients clients) {
        this.router = clients.to("router", "router:budgets");
    }

    /**
     * @param remaining none refuses nothing
     */
    record Balance(@Nullable @Money BigDecimal remaining) {}

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void changed(BalanceChanged change) {
        Thread.ofVirtual().name("wallet-balance").start(() -> tell(change));
    }

    private void tell(BalanceChanged change) {
        try {
            router.put()
                    .uri("/internal/wallets/{workspace}", change.workspace())
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(new Balance(change.available()))
                    .retrieve()
                    .toBodilessEntity();
        } catch (RemoteProblem | RestClientException e) {
            log.warn(
                    "The router could not be told what workspace {} has left: {}",
                    change.workspace(),
                    e.getMessage());
        }
    }
}
