/** System tests of the whole suite: real processes, the public API, a real browser, and faults. */
@NullMarked
package dev.agentworks.system;

import org.jspecify.annotations.NullMarked;
