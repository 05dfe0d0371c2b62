/** Links of cards over HTTP. */
@NullMarked
package dev.agentworks.core.link.web;

import org.jspecify.annotations.NullMarked;
