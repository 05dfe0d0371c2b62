/** JSON as clients must send it: read strictly, so that nothing is bent or dropped in silence. */
@NullMarked
package dev.agentworks.starter.json;

import org.jspecify.annotations.NullMarked;
