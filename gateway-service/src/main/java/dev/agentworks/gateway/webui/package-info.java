/** The web UI's files, the OpenAPI document and its readable page. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.agentworks.gateway.webui;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
