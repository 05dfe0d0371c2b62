/** The API of completions: by key, streamed or whole, and cancelled. */
@ApplicationModule(
        allowedDependencies = {
            "execution",
            "ledger",
            "provider :: model",
            "recorder",
            "routing",
            "usage"
        })
@NullMarked
package dev.agentworks.router.completion;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
