package dev.agentworks.router.routing;

import dev.agentworks.router.catalogue.Model;
import dev.agentworks.router.provider.spi.Vendor;

/**
 * A vendor and a model of it that may answer a request.
 *
 * @param modelName as the vendor is asked for it: the requested name, which may be an alias
 */
public record Target(Vendor vendor, Model model, String modelName, boolean simulated) {
    /** Identifies the target. */
    public String name() {
        return vendor.id() + "/" + modelName;
    }

    /** The id of its vendor. */
    public String provider() {
        return vendor.id();
    }
}
