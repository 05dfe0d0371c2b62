/** Boards over HTTP. */
@NullMarked
package dev.agentworks.core.board.web;

import org.jspecify.annotations.NullMarked;
