/** The service as its callers meet it, on a real database. */
@NullMarked
package dev.agentworks.core;

import org.jspecify.annotations.NullMarked;
