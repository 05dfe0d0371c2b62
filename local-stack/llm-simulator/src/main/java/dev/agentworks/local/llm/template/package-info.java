/** Reads texts with named placeholders from resource files. */
@NullMarked
package dev.agentworks.local.llm.template;

import org.jspecify.annotations.NullMarked;
