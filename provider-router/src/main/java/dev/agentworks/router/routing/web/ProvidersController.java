package dev.agentworks.router.routing.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.agentworks.router.catalogue.Catalogue;
import dev.agentworks.router.catalogue.Model;
import dev.agentworks.router.catalogue.Rates;
import dev.agentworks.router.credential.VendorKeys;
import dev.agentworks.router.provider.Vendors;
import dev.agentworks.router.provider.spi.ProviderSettings;
import dev.agentworks.router.provider.spi.Vendor;
import dev.agentworks.router.routing.HealthStatus;
import dev.agentworks.router.routing.ModelHealth;
import dev.agentworks.router.routing.ModelHealth.LastCall;
import dev.agentworks.starter.servicetoken.Caller;
import dev.agentworks.starter.servicetoken.RequiresScope;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows the providers as they are: what all instances saw, not what they hope. */
@RestController
@RequiresScope("router:public")
class ProvidersController {
    private final Vendors vendors;
    private final Catalogue catalogue;
    private final ProviderSettings settings;
    private final VendorKeys keys;
    private final ModelHealth health;
    private final Clock clock;

    ProvidersController(
            Vendors vendors,
            Catalogue catalogue,
            ProviderSettings settings,
            VendorKeys keys,
            ModelHealth health,
            Clock clock) {
        this.vendors = vendors;
        this.catalogue = catalogue;
        this.settings = settings;
        this.keys = keys;
        this.health = health;
        this.clock = clock;
    }

    @GetMapping("/api/providers")
    Providers list(Caller caller) {
        caller.requireUser();
        var lastCalls = health.all();
        return new Providers(
                catalogue.version(),
                vendors.all().stream().map(vendor -> provider(vendor, lastCalls)).toList());
    }

    private Provider provider(Vendor vendor, Map<String, LastCall> lastCalls) {
        boolean configured = keys.isConfigured(vendor);
        var models =
                catalogue.of(vendor.id()).stream()
                        .map(model -> model(model, lastCalls))
                        .filter(Objects::nonNull)
                        .toList();
        return new Provider(
                vendor.id(),
                vendor.name(),
                configured
                        ? HealthStatus.of(models.stream().map(ModelView::health).toList())
                        : HealthStatus.UNCONFIGURED,
                configured,
                settings.access(vendor).simulated(),
                models);
    }

    private @Nullable ModelView model(Model model, Map<String, LastCall> lastCalls) {
        var price = model.priceAt(clock.instant()).orElse(null);
        if (price == null) {
            return null;
        }
        var last = lastCalls.get(model.provider() + "/" + model.model());
        return new ModelView(
                model.model(),
                model.name(),
                HealthStatus.of(last, clock.instant()),
                last == null ? null : last.at(),
                last == null ? null : last.errorCode(),
                model.contextTokens(),
                model.maxOutputTokens(),
                price.perMillion().input(),
                price.perMillion().output(),
                price.perMillion(),
                price.above() == null
                        ? null
                        : new LongInput(price.above().inputTokens(), price.above().perMillion()));
    }

    record Providers(String priceVersion, List<Provider> items) {}

    record Provider(
            String id,
            String name,
            HealthStatus health,
            boolean configured,
            boolean simulated,
            List<ModelView> models) {}

    /** Prices are US dollars for a million tokens. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ModelView(
            String id,
            String name,
            HealthStatus health,
            @Nullable @dev.agentworks.events.Moment Instant lastCallAt,
            @Nullable String lastError,
            int contextTokens,
            int maxOutputTokens,
            @dev.agentworks.events.Money BigDecimal inputPrice,
            @dev.agentworks.events.Money BigDecimal outputPrice,
            Rates prices,
            @Nullable LongInput longInput) {}

    record LongInput(long aboveInputTokens, Rates prices) {}
}
