package dev.agentworks.orchestrator.file.git;

import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;

/** A reference goes from where it was seen to another place; null is nowhere. */
public record RefMove(String name, @Nullable ObjectId from, @Nullable ObjectId to) {}
