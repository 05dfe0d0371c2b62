/** How services prove to each other who calls, for what, and for whom. */
@NullMarked
package dev.agentworks.starter.servicetoken;

import org.jspecify.annotations.NullMarked;
