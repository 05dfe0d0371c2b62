/**
 * A Git repository for each project: what runs stage, propose and, once a person agrees, change.
 */
@NullMarked
package dev.agentworks.orchestrator.file;

import org.jspecify.annotations.NullMarked;
