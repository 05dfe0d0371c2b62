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

/** Chooses who may answer a request, the first one first; refuses what has no price. */
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

    /** All that may answer and can do what the request needs, each once. */
    public List<Target> choose(RoutingRequest wanted, Requirements needs) {
        var rule = rules.of(wanted);
        var first =
                rule.targets().isEmpty()
                        ? List.of(choice(wanted, new RuleTarget(null, null, null)))
                        : byWeight(wanted, rule.targets());
        var all = new LinkedHashMap<String, Target>();
        first.forEach(choice -> all.putIfAbsent(choice.name(), choice));
        for (var fallback : rules.fallbacks(rule, first.getFirst())) {
            var choice = choice(wanted, fallback);
            all.putIfAbsent(choice.name(), choice);
        }
        return sticky.first(wanted.conversation(), able(List.copyOf(all.values()), needs));
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
    private List<Target> byWeight(RoutingRequest wanted, List<RuleTarget> targets) {
        var affinity = wanted.affinity();
        return targets.stream()
                .map(target -> new Drawn(choice(wanted, target), target.share()))
                .map(it -> new Drawn(it.choice(), affinity.draw(it.choice().name(), it.number())))
                .sorted(Comparator.comparingDouble(Drawn::number).reversed())
                .map(Drawn::choice)
                .toList();
    }

    private static List<Target> able(List<Target> choices, Requirements needs) {
        var refusals = new ArrayList<UnmetRequirement>();
        var able =
                choices.stream()
                        .filter(choice -> {
                            var inability = needs.unmetBy(choice.model());
                            inability.ifPresent(refusals::add);
                            return inability.isEmpty();
                        })
                        .toList();
        if (able.isEmpty()) {
            throw refusals.getFirst().problem(choices.getFirst());
        }
        return able;
    }

    private Target choice(RoutingRequest wanted, RuleTarget target) {
        var provider = Objects.requireNonNullElse(target.provider(), wanted.provider());
        var modelName = Objects.requireNonNullElse(target.model(), wanted.model());
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

    private record Drawn(Target choice, double number) {}
}
