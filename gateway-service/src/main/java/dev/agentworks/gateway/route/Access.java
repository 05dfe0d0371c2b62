package dev.agentworks.gateway.route;

/** How a route authenticates its caller. */
public enum Access {
    /** No authentication: the route signs people in or checks the session itself. */
    OPEN,
    /** A session; with a cookie, the CSRF token on writes too. */
    SESSION,
    /** An API key and nothing else: the route is for programs. */
    KEY,
    /** An API key as Git clients send one: as the password of Basic authentication. */
    GIT,
    /** A session at the handshake, or a ticket in the first frame of the socket. */
    SOCKET
}
