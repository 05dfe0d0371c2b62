/** Tests of the package. */
@NullMarked
package dev.agentworks.starter.identifier;

import org.jspecify.annotations.NullMarked;
