/**
 * Mails to people: written in the transaction that causes them, sent after it commits, tried again
 * until they are sent or given up. Speaks SQL: the table is a queue.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package dev.agentworks.core.mail;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
