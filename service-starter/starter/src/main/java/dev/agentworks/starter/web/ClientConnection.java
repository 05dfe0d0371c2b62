package dev.agentworks.starter.web;

import jakarta.servlet.ServletRequest;
import org.apache.coyote.ActionCode;
import org.apache.coyote.Request;
import org.jspecify.annotations.Nullable;

/**
 * The connection of a request, to be asked whether its client has gone. While an answer is made
 * nothing is read from the client, so that a disconnect would be seen only when something is
 * written. Not for several threads at once.
 */
public final class ClientConnection {
    private static final String ATTRIBUTE = ClientConnection.class.getName();
    private final Request wire;
    private boolean suspected;

    public ClientConnection(Request wire) {
        this.wire = wire;
    }

    /** The connection of this request; null when the server does not show it. */
    public static @Nullable ClientConnection of(ServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof ClientConnection known ? known : null;
    }

    static void remember(ServletRequest request, Request wire) {
        request.setAttribute(ATTRIBUTE, new ClientConnection(wire));
    }

    /** Whether the client closed it; known when it was asked twice. */
    public boolean isClosed() {
        // Tomcat shows an end as one readable byte each time it is asked; a real byte, as of a
        // pipelined request, it shows once
        wire.action(ActionCode.AVAILABLE, Boolean.TRUE);
        boolean ended = wire.getAvailable() == 1;
        boolean closed = ended && suspected;
        suspected = ended;
        return closed;
    }
}
