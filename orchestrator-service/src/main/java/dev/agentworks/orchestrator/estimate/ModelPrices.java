package dev.agentworks.orchestrator.estimate;

import dev.agentworks.orchestrator.client.PriceList;
import dev.agentworks.orchestrator.client.Router;
import dev.agentworks.starter.servicetoken.RemoteProblem;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.client.ResourceAccessException;

/** The router's price list as it was last read, in the background. */
@Component
class ModelPrices {

    private static final Logger LOG = LoggerFactory.getLogger(ModelPrices.class);

    private final Router router;
    private volatile PriceList list = PriceList.EMPTY;

    ModelPrices(Router router) {
        this.router = router;
    }

    Optional<PriceList.Rate> of(String provider, String model) {
        return list.rate(provider, model);
    }

    @Scheduled(initialDelay = 2_000, fixedDelay = 300_000)
    void read() {
        Thread.ofVirtual().name("model-prices").start(this::readNow);
    }

    void readNow() {
        try {
            list = router.prices();
        } catch (RemoteProblem | ResourceAccessException unreachable) {
            // estimates do without it until the next time
            LOG.info("the price list cannot be read now: {}", unreachable.getMessage());
        }
    }
}
