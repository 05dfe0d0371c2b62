package dev.agentworks.router.choice;

import dev.agentworks.router.catalogue.Catalogue;
import dev.agentworks.router.catalogue.Model;
import dev.agentworks.router.provider.ProviderSettings;
import dev.agentworks.router.provider.Vendor;
import dev.agentworks.router.provider.Vendors;
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
public class Choices {
    private final Vendors vendors;
    private final Catalogue catalogue;
    private final ProviderSettings providers;
    private final Rules rules;
    private final Sticky sticky;
    private final Clock clock;

    Choices(
            Vendors vendors,
            Catalogue catalogue,
            ProviderSettings providers,
            Rules rules,
            Sticky sticky,
            Clock clock) {
        this.vendors = vendors;
        this.catalogue = catalogue;
        this.providers = providers;
        this.rules = rules;
        this.sticky = sticky;
        this.clock = clock;
    }

    /** All that may answer and can do what the request needs, each once. */
    public List<Choice> choose(Wanted wanted, Needs needs) {
        var rule = rules.of(wanted);
        var first =
                rule.targets().isEmpty()
                        ? List.of(choice(wanted, new Target(null, null, null)))
                        : byWeight(wanted, rule.targets());
        var all = new LinkedHashMap<String, Choice>();
        first.forEach(choice -> all.putIfAbsent(choice.name(), choice));
        for (var fallback : rules.fallbacks(rule, first.getFirst())) {
            var choice = choice(wanted, fallback);
            all.putIfAbsent(choice.name(), choice);
        }
        return sticky.first(wanted.conversation(), able(List.copyOf(all.values()), needs));
    }

    /** Whether there is such a provider and such a model, as far as the target names them. */
    boolean isKnown(Target target) {
        return vendors.all().stream()
                .filter(it -> target.provider() == null || target.provider().equals(it.id()))
                .anyMatch(it ->
                        target.model() == null
                                || catalogue.find(it.id(), target.model()).isPresent());
    }

    // equal conversations draw equally, so each stays with one target however many instances there
    // are
    private List<Choice> byWeight(Wanted wanted, List<Target> targets) {
        var affinity = wanted.affinity();
        return targets.stream()
                .map(target -> new Drawn(choice(wanted, target), target.share()))
                .map(it -> new Drawn(it.choice(), affinity.draw(it.choice().name(), it.number())))
                .sorted(Comparator.comparingDouble(Drawn::number).reversed())
                .map(Drawn::choice)
                .toList();
    }

    private static List<Choice> able(List<Choice> choices, Needs needs) {
        var refusals = new ArrayList<Inability>();
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

    private Choice choice(Wanted wanted, Target target) {
        var provider = Objects.requireNonNullElse(target.provider(), wanted.provider());
        var modelName = Objects.requireNonNullElse(target.model(), wanted.model());
        var vendor = vendors.find(provider).orElseThrow(() -> unknown(provider));
        return new Choice(
                vendor, priced(vendor, modelName), modelName, providers.access(vendor).simulated());
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

    private record Drawn(Choice choice, double number) {}
}
