package dev.agentworks.router.call;

import dev.agentworks.router.choice.Breakers;
import dev.agentworks.router.choice.Sticky;
import dev.agentworks.router.key.Keys;
import dev.agentworks.router.limit.Limits;
import dev.agentworks.router.provider.ProviderSettings;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** What every call finds on its way. */
@Component
record CallMeans(
        Turns turns,
        Attempts attempts,
        Closing closing,
        Payers payers,
        Keys keys,
        Limits limits,
        Breakers breakers,
        Sticky sticky,
        CallSettings settings,
        ProviderSettings providers) {
    /** Of a call with all its attempts. */
    Duration deadline() {
        return providers.timeouts().total();
    }
}
