/** How amounts are rounded and divided. Pure: no database, no clock. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.agentworks.billing.money;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
