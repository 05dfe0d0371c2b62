package dev.agentworks.router.call;

import dev.agentworks.router.credential.VendorKeys;
import dev.agentworks.router.limit.Limits;
import dev.agentworks.router.provider.spi.ProviderSettings;
import dev.agentworks.router.routing.Breakers;
import dev.agentworks.router.routing.StickyTargets;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** What every call finds on its way. */
@Component
record CallMeans(
        Turns turns,
        Attempts attempts,
        Closing closing,
        Payers payers,
        VendorKeys keys,
        Limits limits,
        Breakers breakers,
        StickyTargets sticky,
        CallSettings settings,
        ProviderSettings providers) {
    /** Of a call with all its attempts. */
    Duration deadline() {
        return providers.timeouts().total();
    }
}
