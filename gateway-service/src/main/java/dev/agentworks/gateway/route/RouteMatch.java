package dev.agentworks.gateway.route;

import java.util.Set;
import org.springframework.http.HttpMethod;

/** The result of looking a request up in the route table. */
sealed interface RouteMatch {
    record Found(PublicRoute route) implements RouteMatch {}

    record WrongMethod(Set<HttpMethod> allowed) implements RouteMatch {}

    record Unknown() implements RouteMatch {}
}
