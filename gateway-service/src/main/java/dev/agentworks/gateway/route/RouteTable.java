package dev.agentworks.gateway.route;

import static dev.agentworks.gateway.route.Access.GIT;
import static dev.agentworks.gateway.route.Access.KEY;
import static dev.agentworks.gateway.route.Access.OPEN;
import static dev.agentworks.gateway.route.Access.SESSION;
import static dev.agentworks.gateway.route.Access.SOCKET;
import static dev.agentworks.gateway.route.TargetService.BILLING;
import static dev.agentworks.gateway.route.TargetService.CORE;
import static dev.agentworks.gateway.route.TargetService.GATEWAY;
import static dev.agentworks.gateway.route.TargetService.MONITOR;
import static dev.agentworks.gateway.route.TargetService.ORCHESTRATOR;
import static dev.agentworks.gateway.route.TargetService.ROUTER;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.PATCH;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Component;

/** Every path of the public API, in one list. A path that is not here is answered 404. */
@Component
public class RouteTable {
    private static final String MODELS = "/v1/models/";

    private static final List<PublicRoute> ROUTES =
            List.of(
                    route(GATEWAY, OPEN, "/auth/register", POST),
                    route(GATEWAY, OPEN, "/auth/login", POST),
                    route(GATEWAY, OPEN, "/auth/refresh", POST),
                    route(GATEWAY, OPEN, "/auth/logout", POST),
                    route(GATEWAY, SESSION, "/auth/me", GET, PATCH),
                    route(GATEWAY, SESSION, "/auth/me/deletion", POST),
                    route(GATEWAY, SESSION, "/auth/password", POST),
                    route(GATEWAY, OPEN, "/auth/password/forgot", POST),
                    route(GATEWAY, OPEN, "/auth/password/reset", POST),
                    route(GATEWAY, SESSION, "/auth/email", POST),
                    route(GATEWAY, SESSION, "/auth/email/verification", POST),
                    route(GATEWAY, OPEN, "/auth/email/verify", POST),
                    route(GATEWAY, OPEN, "/auth/oidc", GET),
                    route(GATEWAY, OPEN, "/auth/oidc/link", POST),
                    route(GATEWAY, OPEN, "/auth/oidc/{provider}", GET),
                    route(GATEWAY, OPEN, "/auth/oidc/{provider}/callback", GET),
                    route(GATEWAY, SESSION, "/auth/sessions", GET, DELETE),
                    route(GATEWAY, SESSION, "/auth/sessions/{session}", DELETE),
                    route(GATEWAY, SESSION, "/auth/ws-ticket", POST),
                    route(CORE, SESSION, "/auth/api-keys", GET, POST),
                    route(CORE, SESSION, "/auth/api-keys/{key}", GET, DELETE),
                    route(GATEWAY, OPEN, "/api/invitations/{token}", GET),
                    route(GATEWAY, SOCKET, "/api/workspaces/{workspace}/events", GET),
                    route(GATEWAY, SOCKET, "/api/cards/{card}/terminal", GET),
                    //
                    route(CORE, SESSION, "/api/workspaces", GET),
                    route(CORE, SESSION, "/api/workspaces", POST).forPeopleOnly(),
                    route(CORE, SESSION, "/api/workspaces/{workspace}", GET),
                    route(CORE, SESSION, "/api/workspaces/{workspace}", PUT, DELETE)
                            .forPeopleOnly(),
                    route(CORE, SESSION, "/api/workspaces/{workspace}/restore", POST)
                            .forPeopleOnly(),
                    route(CORE, SESSION, "/api/deleted-workspaces", GET).forPeopleOnly(),
                    route(CORE, SESSION, "/api/workspaces/{workspace}/members", GET),
                    route(
                                    CORE,
                                    SESSION,
                                    "/api/workspaces/{workspace}/members/{member}",
                                    PUT,
                                    DELETE)
                            .forPeopleOnly(),
                    route(CORE, SESSION, "/api/workspaces/{workspace}/invitations", GET, POST)
                            .forPeopleOnly(),
                    route(
                                    CORE,
                                    SESSION,
                                    "/api/workspaces/{workspace}/invitations/{invitation}",
                                    DELETE)
                            .forPeopleOnly(),
                    route(CORE, SESSION, "/api/invitations/{token}/accept", POST).forPeopleOnly(),
                    route(CORE, SESSION, "/api/workspaces/{workspace}/audit-log", GET)
                            .forPeopleOnly(),
                    route(CORE, SESSION, "/api/workspaces/{workspace}/projects", GET, POST),
                    route(CORE, SESSION, "/api/projects/{project}", GET, PUT),
                    route(CORE, SESSION, "/api/projects/{project}/boards", GET),
                    route(CORE, SESSION, "/api/projects/{project}/workflow", GET),
                    route(CORE, SESSION, "/api/projects/{project}/workflow", PUT).forPeopleOnly(),
                    route(CORE, SESSION, "/api/projects/{project}/workflow/versions", GET),
                    route(CORE, SESSION, "/api/projects/{project}/cards", GET, POST),
                    route(CORE, SESSION, "/api/projects/{project}/documents", GET, POST),
                    route(CORE, SESSION, "/api/boards/{board}", GET),
                    route(CORE, SESSION, "/api/boards/{board}/cards", GET),
                    route(CORE, SESSION, "/api/workspaces/{workspace}/cards/{key}", GET),
                    route(CORE, SESSION, "/api/cards/bulk", POST).within(Duration.ofSeconds(60)),
                    route(CORE, SESSION, "/api/cards/{card}", GET, PATCH, DELETE),
                    route(CORE, SESSION, "/api/cards/{card}/move", PUT),
                    route(CORE, SESSION, "/api/cards/{card}/move/undo", POST),
                    route(CORE, SESSION, "/api/cards/{card}/comments", GET, POST),
                    route(CORE, SESSION, "/api/cards/{card}/comments/{comment}", PUT, DELETE),
                    route(CORE, SESSION, "/api/cards/{card}/checklist", GET, POST),
                    route(CORE, SESSION, "/api/cards/{card}/checklist/{item}", PATCH, DELETE),
                    route(CORE, SESSION, "/api/cards/{card}/attachments", GET),
                    route(CORE, SESSION, "/api/cards/{card}/attachments/{attachment}", DELETE),
                    route(CORE, SESSION, "/api/cards/{card}/attachments/{attachment}", PUT)
                            .within(Duration.ofSeconds(90)),
                    route(CORE, SESSION, "/api/cards/{card}/attachments/{attachment}/content", GET)
                            .within(Duration.ofSeconds(90)),
                    route(CORE, SESSION, "/api/cards/{card}/watch", POST, DELETE),
                    route(CORE, SESSION, "/api/cards/{card}/watchers", GET),
                    route(CORE, SESSION, "/api/cards/{card}/restore", POST),
                    route(CORE, SESSION, "/api/cards/{card}/links", GET, POST),
                    route(CORE, SESSION, "/api/cards/{card}/links/{link}", DELETE),
                    route(CORE, SESSION, "/api/cards/{card}/history", GET),
                    route(CORE, SESSION, "/api/cards/{card}/approve", POST).forPeopleOnly(),
                    route(CORE, SESSION, "/api/cards/{card}/reject", POST).forPeopleOnly(),
                    route(CORE, SESSION, "/api/runs/{run}/held-changes", GET),
                    route(CORE, SESSION, "/api/runs/{run}/held-changes/{change}", GET),
                    route(CORE, SESSION, "/api/documents/{document}", GET, PUT),
                    route(CORE, SESSION, "/api/documents/{document}/versions", GET),
                    route(CORE, SESSION, "/api/documents/{document}/diff", GET),
                    route(CORE, SESSION, "/api/documents/{document}/restore", POST),
                    route(CORE, SESSION, "/api/documents/{document}/approve", POST).forPeopleOnly(),
                    route(CORE, SESSION, "/api/documents/{document}/reject", POST).forPeopleOnly(),
                    //
                    route(ORCHESTRATOR, SESSION, "/api/agents", GET),
                    route(ORCHESTRATOR, SESSION, "/api/cards/{card}/runs", GET),
                    route(ORCHESTRATOR, SESSION, "/api/cards/{card}/agents/{agent}/run", POST)
                            .within(Duration.ofSeconds(30)),
                    route(ORCHESTRATOR, SESSION, "/api/runs/{run}", GET),
                    route(ORCHESTRATOR, SESSION, "/api/runs/{run}/steps", GET),
                    route(ORCHESTRATOR, SESSION, "/api/runs/{run}/cancel", POST),
                    route(ORCHESTRATOR, SESSION, "/api/runs/{run}/retry", POST),
                    route(ORCHESTRATOR, SESSION, "/api/runs/{run}/answer", POST).forPeopleOnly(),
                    route(ORCHESTRATOR, SESSION, "/api/runs/{run}/approve", POST)
                            .forPeopleOnly()
                            .within(Duration.ofSeconds(30)),
                    route(ORCHESTRATOR, SESSION, "/api/runs/{run}/reject", POST).forPeopleOnly(),
                    route(ORCHESTRATOR, SESSION, "/api/runs/{run}/resume", POST).forPeopleOnly(),
                    route(ORCHESTRATOR, SESSION, "/api/runs/{run}/files", GET),
                    route(ORCHESTRATOR, SESSION, "/api/runs/{run}/diff", GET),
                    route(ORCHESTRATOR, SESSION, "/api/projects/{project}/files", GET),
                    route(ORCHESTRATOR, SESSION, "/api/projects/{project}/files/content", GET),
                    route(ORCHESTRATOR, SESSION, "/api/projects/{project}/files.zip", GET)
                            .within(Duration.ofSeconds(60)),
                    route(ORCHESTRATOR, GIT, "/api/projects/{project}.git/info/refs", GET)
                            .within(Duration.ofSeconds(60)),
                    route(ORCHESTRATOR, GIT, "/api/projects/{project}.git/git-upload-pack", POST)
                            .within(Duration.ofSeconds(60)),
                    route(ORCHESTRATOR, SESSION, "/api/projects/{project}/repository", GET),
                    route(ORCHESTRATOR, SESSION, "/api/projects/{project}/repository", PUT)
                            .forPeopleOnly(),
                    route(ORCHESTRATOR, SESSION, "/api/projects/{project}/agent-config", GET),
                    route(ORCHESTRATOR, SESSION, "/api/projects/{project}/agent-config", PUT)
                            .forPeopleOnly(),
                    route(ORCHESTRATOR, SESSION, "/api/projects/{project}/agents", GET),
                    route(ORCHESTRATOR, SESSION, "/api/projects/{project}/agents", POST)
                            .forPeopleOnly(),
                    route(ORCHESTRATOR, SESSION, "/api/projects/{project}/agents/{agent}", GET),
                    route(
                                    ORCHESTRATOR,
                                    SESSION,
                                    "/api/projects/{project}/agents/{agent}",
                                    PUT,
                                    DELETE)
                            .forPeopleOnly(),
                    route(ORCHESTRATOR, SESSION, "/api/v1/execute", POST)
                            .within(Duration.ofSeconds(30)),
                    route(ORCHESTRATOR, SESSION, "/api/v1/batch", POST)
                            .within(Duration.ofSeconds(30)),
                    route(ORCHESTRATOR, SESSION, "/api/v1/status/{task}", GET),
                    route(ORCHESTRATOR, SESSION, "/api/v1/agents", GET),
                    //
                    route(MONITOR, SESSION, "/api/runs/{run}/logs", GET),
                    //
                    route(ROUTER, SESSION, "/api/providers", GET),
                    route(ROUTER, SESSION, "/api/workspaces/{workspace}/budget", GET),
                    route(ROUTER, SESSION, "/api/workspaces/{workspace}/budget", PUT)
                            .forPeopleOnly(),
                    route(ROUTER, SESSION, "/api/workspaces/{workspace}/provider-keys", GET),
                    route(
                            ROUTER,
                            SESSION,
                            "/api/workspaces/{workspace}/provider-keys/{provider}",
                            GET),
                    route(
                                    ROUTER,
                                    SESSION,
                                    "/api/workspaces/{workspace}/provider-keys/{provider}",
                                    PUT,
                                    DELETE)
                            .forPeopleOnly(),
                    route(
                                    ROUTER,
                                    SESSION,
                                    "/api/workspaces/{workspace}/provider-keys/{provider}/test",
                                    POST)
                            .forPeopleOnly()
                            .within(Duration.ofSeconds(30)),
                    //
                    route(ROUTER, KEY, "/v1/chat/completions", POST),
                    route(ROUTER, KEY, "/v1/embeddings", POST),
                    route(ROUTER, KEY, "/v1/models", GET),
                    // the name of a model may contain slashes
                    route(ROUTER, KEY, "/v1/models/{*model}", GET),
                    //
                    route(BILLING, SESSION, "/api/workspaces/{workspace}/usage", GET)
                            .within(Duration.ofSeconds(30)),
                    route(BILLING, SESSION, "/api/workspaces/{workspace}/usage/analytics", GET)
                            .within(Duration.ofSeconds(30)),
                    route(BILLING, SESSION, "/api/workspaces/{workspace}/usage/forecast", GET),
                    route(BILLING, SESSION, "/api/workspaces/{workspace}/usage/cards/{card}", GET),
                    route(BILLING, SESSION, "/api/workspaces/{workspace}/usage/export", GET)
                            .within(Duration.ofSeconds(30)),
                    route(BILLING, SESSION, "/api/workspaces/{workspace}/billing", GET),
                    route(BILLING, SESSION, "/api/workspaces/{workspace}/plans", GET),
                    route(BILLING, SESSION, "/api/workspaces/{workspace}/plan", GET),
                    route(BILLING, SESSION, "/api/workspaces/{workspace}/plan", PUT, DELETE)
                            .forPeopleOnly(),
                    route(BILLING, SESSION, "/api/workspaces/{workspace}/wallet", GET),
                    route(BILLING, SESSION, "/api/workspaces/{workspace}/wallet", PUT)
                            .forPeopleOnly(),
                    route(BILLING, SESSION, "/api/workspaces/{workspace}/wallet/top-ups", POST)
                            .forPeopleOnly(),
                    route(
                            BILLING,
                            SESSION,
                            "/api/workspaces/{workspace}/wallet/top-ups/{topup}",
                            GET),
                    route(BILLING, SESSION, "/api/workspaces/{workspace}/billing-profile", GET),
                    route(BILLING, SESSION, "/api/workspaces/{workspace}/billing-profile", PUT)
                            .forPeopleOnly(),
                    route(BILLING, SESSION, "/api/workspaces/{workspace}/invoices", GET),
                    route(BILLING, SESSION, "/api/workspaces/{workspace}/invoices/{invoice}", GET)
                            .within(Duration.ofSeconds(30)),
                    route(
                                    BILLING,
                                    SESSION,
                                    "/api/workspaces/{workspace}/invoices/{invoice}.pdf",
                                    GET)
                            .within(Duration.ofSeconds(30)));

    private static PublicRoute route(
            TargetService service, Access access, String path, HttpMethod... methods) {
        return PublicRoute.of(service, access, path, methods);
    }

    /** All routes. */
    public List<PublicRoute> all() {
        return ROUTES;
    }

    RouteMatch match(HttpMethod method, PathContainer path) {
        if (isAmbiguous(path.value(), path.value().startsWith(MODELS))) {
            return new RouteMatch.Unknown();
        }
        var here = ROUTES.stream().filter(route -> route.path().matches(path)).toList();
        var found = here.stream().filter(route -> route.methods().contains(method)).findFirst();
        if (found.isPresent()) {
            return new RouteMatch.Found(found.get());
        }
        var allowed = new HashSet<HttpMethod>();
        here.forEach(route -> allowed.addAll(route.methods()));
        return allowed.isEmpty() ? new RouteMatch.Unknown() : new RouteMatch.WrongMethod(allowed);
    }

    // a path that a service could decode to another path
    private static boolean isAmbiguous(String path, boolean slashesAllowed) {
        var lower = path.toLowerCase(Locale.ROOT);
        return lower.contains("//")
                || lower.contains("/.")
                || lower.contains(";")
                || lower.contains("\\")
                || (!slashesAllowed && lower.contains("%2f"))
                || lower.contains("%5c")
                || lower.contains("%2e")
                || lower.contains("%3b")
                || lower.contains("%00");
    }
}
