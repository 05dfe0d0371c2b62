/**
 * Which key opens a vendor for a call: several of ours, each with a health of its own, or the
 * customer's.
 */
@ApplicationModule(
        allowedDependencies = {
            "catalogue",
            "provider",
            "provider :: http",
            "provider :: model",
            "provider :: spi"
        })
@NullMarked
package dev.agentworks.router.credential;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
