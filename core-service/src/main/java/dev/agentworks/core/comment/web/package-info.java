/** Comments over HTTP. */
@NullMarked
package dev.agentworks.core.comment.web;

import org.jspecify.annotations.NullMarked;
