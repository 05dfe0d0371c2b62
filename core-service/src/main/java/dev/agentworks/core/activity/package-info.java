/**
 * What happens to cards: who did what, in the history and as an event. Speaks SQL: rows are only
 * added, and read page by page.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"feed"})
package dev.agentworks.core.activity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
