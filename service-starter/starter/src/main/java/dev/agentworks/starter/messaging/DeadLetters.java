package dev.agentworks.starter.messaging;

/** Keeps what cannot be handled, with the reason, where an operator finds it. */
interface DeadLetters {
    void keep(IncomingMessage message, String reason);
}
