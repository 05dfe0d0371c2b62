@NullMarked
package dev.agentworks.starter.retention;

import org.jspecify.annotations.NullMarked;
