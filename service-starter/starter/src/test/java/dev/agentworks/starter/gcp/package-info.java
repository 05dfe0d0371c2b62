@NullMarked
package dev.agentworks.starter.gcp;

import org.jspecify.annotations.NullMarked;
