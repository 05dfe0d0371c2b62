/** Cards and boards over HTTP. */
@NullMarked
@NamedInterface("web")
package dev.agentworks.core.card.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
