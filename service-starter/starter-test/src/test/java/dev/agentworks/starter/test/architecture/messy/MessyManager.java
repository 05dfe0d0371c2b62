package dev.agentworks.starter.test.architecture.messy;

/** Has a name that says nothing. */
class MessyManager {}
