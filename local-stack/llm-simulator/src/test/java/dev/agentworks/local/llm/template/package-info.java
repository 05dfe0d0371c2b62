@NullMarked
package dev.agentworks.local.llm.template;

import org.jspecify.annotations.NullMarked;
