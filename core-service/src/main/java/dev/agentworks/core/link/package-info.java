/**
 * Links between cards. A link speaks JPA; what is asked of many links at once, such as whether
 * cards would block each other in a circle, is SQL.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"activity", "card", "workspace"})
package dev.agentworks.core.link;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
