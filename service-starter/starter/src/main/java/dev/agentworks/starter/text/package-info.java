/** Text as a person reads it, and what they would not see in it. */
@NullMarked
package dev.agentworks.starter.text;

import org.jspecify.annotations.NullMarked;
