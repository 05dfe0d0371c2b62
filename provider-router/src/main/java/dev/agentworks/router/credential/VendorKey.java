package dev.agentworks.router.credential;

import dev.agentworks.router.provider.spi.ProviderSettings.Access;

/**
 * A key a vendor is asked with.
 *
 * @param name identifies the key without revealing it
 * @param byok it is the customer's own
 */
public record VendorKey(String name, Access access, boolean byok) {}
