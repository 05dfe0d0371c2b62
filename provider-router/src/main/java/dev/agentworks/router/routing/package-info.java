/** Which provider and model answer a request, and whether they may be asked now. */
@ApplicationModule(
        allowedDependencies = {
            "catalogue",
            "credential",
            "limit",
            "provider",
            "provider :: model",
            "provider :: spi"
        })
@NullMarked
package dev.agentworks.router.routing;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
