package dev.agentworks.orchestrator.repository;

import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/** Moves a reference from the object it was read at to another; null where there is none. */
public record RefMove(String name, @Nullable ObjectId from, @Nullable ObjectId to) {}
