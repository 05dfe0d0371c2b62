package dev.agentworks.gateway.route;

/** What a route asks of the caller before anything happens. */
public enum Access {
    /** Nothing: it signs people in, or looks at the session itself. */
    OPEN,
    /** A session; with a cookie, the CSRF token on writes too. */
    SESSION,
    /** An API key, and nothing else: programs come here. */
    KEY,
    /** A session at the handshake, or a ticket in the first frame of the socket. */
    SOCKET
}
