/** Writes of many callers in one commit. */
@NullMarked
package dev.agentworks.router.commit;

import org.jspecify.annotations.NullMarked;
