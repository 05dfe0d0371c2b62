/** Tests of the package. */
@NullMarked
package dev.agentworks.orchestrator.run;

import org.jspecify.annotations.NullMarked;
