/** Sets in the database for whom a transaction runs, so that row security can decide. */
@NullMarked
package dev.agentworks.starter.tenancy;

import org.jspecify.annotations.NullMarked;
