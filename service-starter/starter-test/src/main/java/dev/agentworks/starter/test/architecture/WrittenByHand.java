package dev.agentworks.starter.test.architecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;

/**
 * Leaves out what the build has written beside our classes: an earlier build's wiring of beans and
 * proxies stands in the same folder.
 */
public final class WrittenByHand implements ImportOption {
    @Override
    public boolean includes(Location location) {
        return !location.contains("__") && !location.contains("$$");
    }
}
