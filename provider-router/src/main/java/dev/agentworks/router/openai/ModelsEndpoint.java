package dev.agentworks.router.openai;

import dev.agentworks.router.catalogue.Catalogue;
import dev.agentworks.router.catalogue.Model;
import dev.agentworks.router.credential.VendorKeys;
import dev.agentworks.router.provider.Vendors;
import dev.agentworks.router.provider.spi.Vendor;
import dev.agentworks.router.routing.RoutingRequest;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The models under the names by which they are asked for: {@code provider/model}, or the model
 * alone, which means the first usable provider that has it.
 */
@Component
class ModelsEndpoint {
    private final Vendors vendors;
    private final Catalogue catalogue;
    private final VendorKeys keys;
    private final Clock clock;

    ModelsEndpoint(Vendors vendors, Catalogue catalogue, VendorKeys keys, Clock clock) {
        this.vendors = vendors;
        this.catalogue = catalogue;
        this.keys = keys;
        this.clock = clock;
    }

    /** The provider and model that this name means. */
    RoutingRequest wanted(ApiKeyCaller caller, String name, @Nullable String conversation) {
        var found =
                find(caller.workspaceId(), name)
                        .orElseThrow(() ->
                                new OpenAiException(
                                        OpenAiErrors.unknownModel(
                                                "The model '%s' does not exist or you do not have access to it."
                                                        .formatted(name))));
        return new RoutingRequest(
                caller.workspaceId(),
                null,
                null,
                conversation,
                found.vendor().id(),
                found.modelName());
    }

    /** All that can be asked with the workspace's means, by name. */
    ObjectNode list(UUID workspace) {
        var list = JsonNodeFactory.instance.objectNode().put("object", "list");
        var data = list.putArray("data");
        named(workspace).forEach((name, model) -> data.add(view(name, model)));
        return list;
    }

    ObjectNode one(ApiKeyCaller caller, String name) {
        var wanted = wanted(caller, name, null);
        var model = catalogue.find(wanted.provider(), wanted.model()).orElseThrow();
        return view(name, model);
    }

    private Optional<Named> find(UUID workspace, String name) {
        int slash = name.indexOf('/');
        if (slash > 0) {
            var vendor = vendors.find(name.substring(0, slash));
            var rest = name.substring(slash + 1);
            if (vendor.isPresent() && isPriced(vendor.get(), rest)) {
                return Optional.of(new Named(vendor.get(), rest));
            }
        }
        return vendors.all().stream()
                .filter(vendor -> isPriced(vendor, name))
                .min(Comparator.comparing(vendor -> !isOpen(workspace, vendor)))
                .map(vendor -> new Named(vendor, name));
    }

    private Map<String, Model> named(UUID workspace) {
        var named = new LinkedHashMap<String, Model>();
        for (var vendor : vendors.all()) {
            if (isOpen(workspace, vendor)) {
                for (var model : catalogue.of(vendor.id())) {
                    if (model.priceAt(clock.instant()).isPresent()) {
                        var qualified = vendor.id() + "/" + model.model();
                        if (named.putIfAbsent(model.model(), model) != null) {
                            named.put(qualified, model);
                        }
                    }
                }
            }
        }
        return named;
    }

    private boolean isOpen(UUID workspace, Vendor vendor) {
        return vendor.keyless() || keys.isConfigured(vendor) || keys.isOwn(workspace, vendor);
    }

    private boolean isPriced(Vendor vendor, String model) {
        return catalogue
                .find(vendor.id(), model)
                .flatMap(it -> it.priceAt(clock.instant()))
                .isPresent();
    }

    private static ObjectNode view(String name, Model model) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", name)
                .put("object", "model")
                .put("created", created(model))
                .put("owned_by", model.provider());
    }

    // the day its first price began is the nearest thing to a birthday that we know
    private static long created(Model model) {
        return model.prices().stream()
                .map(price -> price.from().atStartOfDay(ZoneOffset.UTC).toEpochSecond())
                .min(Comparator.naturalOrder())
                .orElse(0L);
    }

    private record Named(Vendor vendor, String modelName) {}
}
