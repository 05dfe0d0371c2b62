/**
 * Who may know of what an address names. Speaks SQL: it asks for nothing but whether row security
 * shows a row.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.agentworks.core.address;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
