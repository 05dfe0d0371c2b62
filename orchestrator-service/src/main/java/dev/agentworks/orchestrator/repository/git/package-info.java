/**
 * Git repositories without a disk: packs in the object storage, references and the list of packs in
 * PostgreSQL. The tables are read and written by SQL, because references move by comparison under a
 * lock.
 */
@NullMarked
package dev.agentworks.orchestrator.repository.git;

import org.jspecify.annotations.NullMarked;
