/**
 * The whole suite as people and programs meet it: real processes, the public API, a real browser,
 * and faults.
 */
@NullMarked
package dev.agentworks.system;

import org.jspecify.annotations.NullMarked;
