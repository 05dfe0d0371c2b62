/** Tests of the package. */
@NullMarked
package dev.agentworks.starter;

import org.jspecify.annotations.NullMarked;
