/** One shape of refusal: RFC 9457 problem details with stable codes. */
@NullMarked
package dev.agentworks.starter.problem;

import org.jspecify.annotations.NullMarked;
