/** The truth: people, workspaces, projects, boards, cards, documents. */
@NullMarked
package dev.agentworks.core;

import org.jspecify.annotations.NullMarked;
