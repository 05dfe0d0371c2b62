/** Migrates with the owner's role and leaves the service the rights it needs. */
@NullMarked
package dev.agentworks.starter.database;

import org.jspecify.annotations.NullMarked;
