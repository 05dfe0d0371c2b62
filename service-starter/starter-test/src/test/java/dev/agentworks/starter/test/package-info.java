/** Tests of what tests are made with. */
@NullMarked
package dev.agentworks.starter.test;

import org.jspecify.annotations.NullMarked;
