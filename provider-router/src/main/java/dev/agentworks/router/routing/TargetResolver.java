package dev.agentworks.router.routing;

import dev.agentworks.router.catalogue.Catalogue;
import dev.agentworks.router.catalogue.Model;
import dev.agentworks.router.provider.Vendors;
import dev.agentworks.router.provider.spi.ProviderSettings;
import dev.agentworks.router.provider.spi.Vendor;
import dev.agentworks.starter.problem.ProblemException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/**
 * Resolves a request to the targets that may answer it, in their order; refuses models without a
 * price.
 */
@Component
public class TargetResolver {
    private final Vendors vendors;
    private final Catalogue catalogue;
    private final ProviderSettings providers;
    private final RoutingRules rules;
    private final StickyTargets sticky;
    private final Clock clock;

    TargetResolver(
            Vendors vendors,
            Catalogue catalogue,
            ProviderSettings providers,
            RoutingRules rules,
            StickyTargets sticky,
            Clock clock) {
        this.vendors = vendors;
        this.catalogue = catalogue;
        this.providers = providers;
        this.rules = rules;
        this.sticky = sticky;
        this.clock = clock;
    }

    /** All targets that may answer and meet the requirements, each once. */
    public List<Target> resolve(RoutingRequest request, Requirements requirements) {
        var rule = rules.of(request);
        var first =
                rule.targets().isEmpty()
                        ? List.of(target(request, new RuleTarget(null, null, null)))
                        : byWeight(request, rule.targets());
        var all = new LinkedHashMap<String, Target>();
        first.forEach(target -> all.putIfAbsent(target.name(), target));
        for (var fallback : rules.fallbacks(rule, first.getFirst())) {
            var target = target(request, fallback);
            all.putIfAbsent(target.name(), target);
        }
        return sticky.first(request.conversation(), able(List.copyOf(all.values()), requirements));
    }

    /** Whether there is such a provider and such a model, as far as the target names them. */
    public boolean isKnown(RuleTarget target) {
        return vendors.all().stream()
                .filter(it -> target.provider() == null || target.provider().equals(it.id()))
                .anyMatch(it ->
                        target.model() == null
                                || catalogue.find(it.id(), target.model()).isPresent());
    }

    // equal conversations draw equally, so each stays with one target however many instances there
    // are
    private List<Target> byWeight(RoutingRequest request, List<RuleTarget> targets) {
        var affinity = request.affinity();
        return targets.stream()
                .map(target -> new Drawn(target(request, target), target.share()))
                .map(it -> new Drawn(it.target(), affinity.draw(it.target().name(), it.number())))
                .sorted(Comparator.comparingDouble(Drawn::number).reversed())
                .map(Drawn::target)
                .toList();
    }

    private static List<Target> able(List<Target> targets, Requirements requirements) {
        var refusals = new ArrayList<UnmetRequirement>();
        var able =
                targets.stream()
                        .filter(target -> {
                            var unmet = requirements.unmetBy(target.model());
                            unmet.ifPresent(refusals::add);
                            return unmet.isEmpty();
                        })
                        .toList();
        if (able.isEmpty()) {
            throw refusals.getFirst().problem(targets.getFirst());
        }
        return able;
    }

    private Target target(RoutingRequest request, RuleTarget target) {
        var provider = Objects.requireNonNullElse(target.provider(), request.provider());
        var modelName = Objects.requireNonNullElse(target.model(), request.model());
        var vendor = vendors.find(provider).orElseThrow(() -> unknown(provider));
        return new Target(
                vendor, priced(vendor, modelName), modelName, providers.access(vendor).simulated());
    }

    private Model priced(Vendor vendor, String modelName) {
        var model =
                catalogue
                        .find(vendor.id(), modelName)
                        .orElseThrow(() ->
                                new ProblemException(
                                                RoutingError.UNKNOWN_MODEL,
                                                "%s has no model %s in the price table."
                                                        .formatted(vendor.name(), modelName))
                                        .invalid("/model", "is not known"));
        if (model.priceAt(clock.instant()).isEmpty()) {
            throw new ProblemException(
                            RoutingError.UNKNOWN_MODEL,
                            "The model %s has no price today.".formatted(modelName))
                    .invalid("/model", "has no price");
        }
        return model;
    }

    private static ProblemException unknown(String provider) {
        return new ProblemException(
                        RoutingError.UNKNOWN_PROVIDER,
                        "There is no provider %s.".formatted(provider))
                .invalid("/provider", "is not known");
    }

    private record Drawn(Target target, double number) {}
}
