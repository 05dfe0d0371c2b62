package dev.agentworks.router.credential;

import dev.agentworks.router.provider.spi.ProviderSettings.Access;

/**
 * A key a vendor is asked with.
 *
 * @param name tells keys apart without telling them
 * @param byok it is the customer's own
 */
public record VendorKey(String name, Access access, boolean byok) {}
