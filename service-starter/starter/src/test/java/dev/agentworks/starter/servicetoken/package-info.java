/** Tests of the package. */
@NullMarked
package dev.agentworks.starter.servicetoken;

import org.jspecify.annotations.NullMarked;
