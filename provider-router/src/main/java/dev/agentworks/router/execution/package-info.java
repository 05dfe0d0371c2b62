/**
 * The execution of one call: its money is held, targets are attempted until one has answered, and
 * the outcome is rated and recorded.
 */
@ApplicationModule(
        allowedDependencies = {
            "budget",
            "catalogue",
            "credential",
            "ledger",
            "provider :: http",
            "provider :: model",
            "provider :: spi",
            "rating",
            "recorder",
            "routing",
            "usage"
        })
@NullMarked
package dev.agentworks.router.execution;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
