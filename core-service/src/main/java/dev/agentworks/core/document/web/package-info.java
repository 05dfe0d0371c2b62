/** Documents over HTTP. */
@NullMarked
package dev.agentworks.core.document.web;

import org.jspecify.annotations.NullMarked;
