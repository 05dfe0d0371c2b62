package dev.agentworks.gateway.session;

/** A workspace of a person, and their role in it. */
public record Membership(String id, String name, String slug, String role) {}
