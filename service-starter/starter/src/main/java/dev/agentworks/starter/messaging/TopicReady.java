package dev.agentworks.starter.messaging;

/** Told inside the service, once for each topic, before this service's first message goes to it. */
public record TopicReady(String topic) {}
