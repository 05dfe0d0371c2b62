/** What the gateway itself says to clients of models, as OpenAI's clients understand it. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.agentworks.gateway.openai;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
