/** The embedded PostgreSQL, its roles and schemas. */
@NullMarked
package dev.agentworks.local.launcher.database;

import org.jspecify.annotations.NullMarked;
