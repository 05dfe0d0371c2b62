package dev.agentworks.orchestrator.run.model;

/** A step that begins. */
public record StepIntent(String path, StepRecord.Kind kind) {}
