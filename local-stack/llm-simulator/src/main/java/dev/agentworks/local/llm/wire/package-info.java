/** The vendors' formats: a request in, an answer or an event stream out. */
@NullMarked
package dev.agentworks.local.llm.wire;

import org.jspecify.annotations.NullMarked;
