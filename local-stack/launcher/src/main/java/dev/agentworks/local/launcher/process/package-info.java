/** A program of the stack as an operating-system process: started, watched, ended. */
@NullMarked
package dev.agentworks.local.launcher.process;

import org.jspecify.annotations.NullMarked;
