package dev.agentworks.starter.web;

import dev.agentworks.starter.servicetoken.ActingUser;
import java.util.UUID;

/**
 * Knows who may know of the things that the addresses of a service's public routes name. A bean of
 * it lets the service answer 404 for a foreign thing before it judges the form of a request.
 */
public interface AddressedThings {
    /**
     * Whether the person may know of the thing; of kinds that the service does not know, everybody
     * may.
     *
     * @param kind as in the address, such as {@code cards}
     */
    boolean isVisible(String kind, UUID id, ActingUser user);
}
