/** Which models there are, what they can do and what they cost since when. */
@NullMarked
package dev.agentworks.router.catalogue;

import org.jspecify.annotations.NullMarked;
