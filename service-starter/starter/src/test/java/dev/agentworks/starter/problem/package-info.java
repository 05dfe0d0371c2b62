/** Tests of the package. */
@NullMarked
package dev.agentworks.starter.problem;

import org.jspecify.annotations.NullMarked;
