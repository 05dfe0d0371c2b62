/** Messages as Anthropic speaks them. */
@NullMarked
package dev.agentworks.router.provider.anthropic;

import org.jspecify.annotations.NullMarked;
