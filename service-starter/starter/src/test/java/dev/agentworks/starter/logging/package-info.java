/** Tests of the package. */
@NullMarked
package dev.agentworks.starter.logging;

import org.jspecify.annotations.NullMarked;
