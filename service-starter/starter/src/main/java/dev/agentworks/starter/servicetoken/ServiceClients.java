package dev.agentworks.starter.servicetoken;

import org.springframework.web.client.RestClient;

/**
 * Clients of the other services: base address, timeouts, a fresh token and trace headers on every
 * call. A problem in the answer is thrown as {@link RemoteProblem}; a call that got no answer in
 * time as {@link RemoteProblem} with status 503 or 504.
 */
public interface ServiceClients {
    /** Request attribute holding the {@link ActingUser} of one call. */
    String ACTING_USER = ServiceClients.class.getName() + ".actingUser";

    /** A client of the named service whose tokens carry exactly these scopes. */
    RestClient to(String service, String... scopes);
}
