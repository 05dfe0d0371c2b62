package dev.agentworks.gateway.route;

import java.util.Set;
import org.springframework.http.HttpMethod;

/** What the route table says to a request. */
sealed interface RouteMatch {
    record Found(PublicRoute route) implements RouteMatch {}

    record WrongMethod(Set<HttpMethod> allowed) implements RouteMatch {}

    record Unknown() implements RouteMatch {}
}
