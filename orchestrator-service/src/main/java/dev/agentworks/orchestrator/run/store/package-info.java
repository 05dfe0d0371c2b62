/**
 * Every statement on the rows of runs, their steps and their tasks. Written in SQL: each write is
 * fenced by the lease's epoch and tells by its rows whether it was in force.
 */
@NullMarked
package dev.agentworks.orchestrator.run.store;

import org.jspecify.annotations.NullMarked;
