@NullMarked
package dev.agentworks.starter.resilience;

import org.jspecify.annotations.NullMarked;
