package dev.agentworks.router.routing;

import dev.agentworks.router.catalogue.Model;
import dev.agentworks.router.provider.spi.Vendor;

/**
 * Who may answer.
 *
 * @param modelName as the vendor is asked for it: the requested name, which may be an alias
 */
public record Target(Vendor vendor, Model model, String modelName, boolean simulated) {
    /** Tells candidates apart. */
    public String name() {
        return vendor.id() + "/" + modelName;
    }
}
