/** What every vendor has in common: one request, one stream of parts, one list of failures. */
@NullMarked
package dev.agentworks.router.provider;

import org.jspecify.annotations.NullMarked;
