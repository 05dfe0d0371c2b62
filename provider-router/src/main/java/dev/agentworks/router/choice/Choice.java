package dev.agentworks.router.choice;

import dev.agentworks.router.catalogue.Model;
import dev.agentworks.router.provider.Vendor;

/**
 * Who may answer.
 *
 * @param modelName as the vendor is asked for it: the requested name, which may be an alias
 */
public record Choice(Vendor vendor, Model model, String modelName, boolean simulated) {
    /** Tells candidates apart. */
    public String name() {
        return vendor.id() + "/" + modelName;
    }
}
