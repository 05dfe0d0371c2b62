package dev.agentworks.core.document;

/** The text of one version. */
record DocumentText(int version, String title, String content) {}
