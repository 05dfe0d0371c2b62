/** Where the bytes of repositories are stored: a folder, or a bucket of Google Cloud Storage. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.agentworks.orchestrator.storage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
