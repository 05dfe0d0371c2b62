package dev.agentworks.router.choice;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.agentworks.router.catalogue.Catalogue;
import dev.agentworks.router.catalogue.Model;
import dev.agentworks.router.catalogue.Rates;
import dev.agentworks.router.key.Keys;
import dev.agentworks.router.provider.ProviderSettings;
import dev.agentworks.router.provider.Vendor;
import dev.agentworks.router.provider.Vendors;
import dev.agentworks.starter.servicetoken.Caller;
import dev.agentworks.starter.servicetoken.RequiresScope;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Shows the providers as they are: what this instance saw, not what it hopes. */
@RestController
@RequiresScope("router:public")
class ProvidersController {
    private final Vendors vendors;
    private final Catalogue catalogue;
    private final ProviderSettings settings;
    private final Keys keys;
    private final Breakers breakers;
    private final Clock clock;

    ProvidersController(
            Vendors vendors,
            Catalogue catalogue,
            ProviderSettings settings,
            Keys keys,
            Breakers breakers,
            Clock clock) {
        this.vendors = vendors;
        this.catalogue = catalogue;
        this.settings = settings;
        this.keys = keys;
        this.breakers = breakers;
        this.clock = clock;
    }

    @GetMapping("/api/providers")
    Providers list(Caller caller) {
        caller.requireUser();
        return new Providers(
                catalogue.version(), vendors.all().stream().map(this::provider).toList());
    }

    private Provider provider(Vendor vendor) {
        boolean configured = keys.isConfigured(vendor);
        var models =
                catalogue.of(vendor.id()).stream()
                        .map(this::model)
                        .filter(Objects::nonNull)
                        .toList();
        return new Provider(
                vendor.id(),
                vendor.name(),
                configured ? Health.of(models) : Health.UNCONFIGURED,
                configured,
                settings.access(vendor).simulated(),
                models);
    }

    private @Nullable ModelView model(Model model) {
        var price = model.priceAt(clock.instant()).orElse(null);
        if (price == null) {
            return null;
        }
        var last = breakers.lastOf(model.provider(), model.model());
        var failure = last == null ? null : last.failure();
        return new ModelView(
                model.model(),
                model.name(),
                Health.of(last, breakers.isClosed(model.provider(), model.model())),
                last == null ? null : last.at(),
                failure == null ? null : failure.code(),
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
            Health health,
            boolean configured,
            boolean simulated,
            List<ModelView> models) {}

    /** Prices are US dollars for a million tokens. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ModelView(
            String id,
            String name,
            Health health,
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
