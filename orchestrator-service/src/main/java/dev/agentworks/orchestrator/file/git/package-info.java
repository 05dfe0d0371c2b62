/**
 * Git repositories without a disk: packs in the object storage, references and the list of packs in
 * PostgreSQL.
 */
@NullMarked
package dev.agentworks.orchestrator.file.git;

import org.jspecify.annotations.NullMarked;
