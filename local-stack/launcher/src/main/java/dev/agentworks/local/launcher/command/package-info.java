/** What a person can type after ./agentworks. */
@NullMarked
package dev.agentworks.local.launcher.command;

import org.jspecify.annotations.NullMarked;
