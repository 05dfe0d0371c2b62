/** Tests of writes in one commit. */
@NullMarked
package dev.agentworks.starter.commit;

import org.jspecify.annotations.NullMarked;
