/** The words the services say to each other: topics, attributes and how values look on the wire. */
@NullMarked
package dev.agentworks.events;

import org.jspecify.annotations.NullMarked;
