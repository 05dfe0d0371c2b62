/** What holds for the architecture of every service, to be checked in its own tests. */
@NullMarked
package dev.agentworks.starter.test.architecture;

import org.jspecify.annotations.NullMarked;
