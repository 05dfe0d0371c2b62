/**
 * Who did what in a workspace, when and from where; written with the change itself. Speaks SQL:
 * entries are only added and read, the database lets nobody change them.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.agentworks.core.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
