/** Which programs make the suite, what each is told, and in which order they start and stop. */
@NullMarked
package dev.agentworks.local.launcher.stack;

import org.jspecify.annotations.NullMarked;
