package dev.agentworks.router.choice;

import dev.agentworks.router.catalogue.Catalogue;
import dev.agentworks.router.catalogue.Model;
import dev.agentworks.router.provider.ProviderSettings;
import dev.agentworks.router.provider.Vendor;
import dev.agentworks.router.provider.Vendors;
import dev.agentworks.starter.problem.ProblemException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Chooses the provider and the model of a request; refuses what has no price. */
@Component
public class Choices {
    private final Vendors vendors;
    private final Catalogue catalogue;
    private final ProviderSettings providers;
    private final ChoiceSettings settings;
    private final Clock clock;

    Choices(
            Vendors vendors,
            Catalogue catalogue,
            ProviderSettings providers,
            ChoiceSettings settings,
            Clock clock) {
        this.vendors = vendors;
        this.catalogue = catalogue;
        this.providers = providers;
        this.settings = settings;
        this.clock = clock;
    }

    /** The choice for an agent that asks for this provider and model. */
    public Choice choose(@Nullable String agentId, String provider, String model) {
        var instead = agentId == null ? null : settings.agents().get(agentId);
        var providerName =
                instead == null || instead.provider() == null ? provider : instead.provider();
        var modelName = instead == null || instead.model() == null ? model : instead.model();
        var vendor = vendors.find(providerName).orElseThrow(() -> unknown(providerName));
        var known = priced(vendor, modelName);
        return new Choice(vendor, known, modelName, providers.access(vendor));
    }

    private Model priced(Vendor vendor, String modelName) {
        var model =
                catalogue
                        .find(vendor.id(), modelName)
                        .orElseThrow(() ->
                                new ProblemException(
                                                ChoiceError.UNKNOWN_MODEL,
                                                "%s has no model %s in the price table."
                                                        .formatted(vendor.name(), modelName))
                                        .invalid("/model", "is not known"));
        if (model.priceAt(clock.instant()).isEmpty()) {
            throw new ProblemException(
                            ChoiceError.UNKNOWN_MODEL,
                            "The model %s has no price today.".formatted(modelName))
                    .invalid("/model", "has no price");
        }
        return model;
    }

    private static ProblemException unknown(String provider) {
        return new ProblemException(
                        ChoiceError.UNKNOWN_PROVIDER,
                        "There is no provider %s.".formatted(provider))
                .invalid("/provider", "is not known");
    }
}
