/** The OpenAI-compatible API for a workspace's own programs, whichever vendor answers. */
@ApplicationModule(
        allowedDependencies = {
            "catalogue",
            "credential",
            "execution",
            "ledger",
            "provider",
            "provider :: model",
            "provider :: spi",
            "rating",
            "recorder",
            "routing",
            "usage"
        })
@NullMarked
package dev.agentworks.router.openai;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
