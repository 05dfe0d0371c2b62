/** The launcher's own promises; that it starts the suite is shown by the system tests. */
@NullMarked
package dev.agentworks.local.launcher;

import org.jspecify.annotations.NullMarked;
