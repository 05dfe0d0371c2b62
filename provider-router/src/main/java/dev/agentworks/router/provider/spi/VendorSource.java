package dev.agentworks.router.provider.spi;

import java.util.List;

/** Vendors that are known by the settings only. */
public interface VendorSource {
    List<Vendor> vendors();
}
