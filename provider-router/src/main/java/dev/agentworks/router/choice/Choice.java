package dev.agentworks.router.choice;

import dev.agentworks.router.catalogue.Model;
import dev.agentworks.router.provider.ProviderSettings.Access;
import dev.agentworks.router.provider.Vendor;

/**
 * Who answers.
 *
 * @param modelName as the vendor is asked for it: the requested name, which may be an alias
 */
public record Choice(Vendor vendor, Model model, String modelName, Access access) {}
