/**
 * Who may see and decide what of a workspace's money, and for which workspace a transaction runs.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.agentworks.billing.workspace;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
