/**
 * Whole repositories for people's own tools: Git's fetch protocol and zip files. They are read
 * only, and bounded in number, size and time.
 */
@NullMarked
package dev.agentworks.orchestrator.repository.download;

import org.jspecify.annotations.NullMarked;
