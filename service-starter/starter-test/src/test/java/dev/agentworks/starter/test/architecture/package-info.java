/** Tests of the rules that all services keep. */
@NullMarked
package dev.agentworks.starter.test.architecture;

import org.jspecify.annotations.NullMarked;
