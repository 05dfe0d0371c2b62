package dev.agentworks.monitor.live.web;

import dev.agentworks.monitor.live.TerminalAccess;
import dev.agentworks.monitor.live.TerminalEndpoint;
import dev.agentworks.monitor.live.TerminalRegistry;
import dev.agentworks.monitor.live.TerminalTarget;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.servicetoken.Caller;
import dev.agentworks.starter.servicetoken.RequiresScope;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Opens terminals; a refusal is an HTTP problem in the response to the handshake. */
@RestController
@RequiresScope("monitor:public")
class TerminalController {
    private final TerminalAccess access;
    private final TerminalRegistry terminals;

    TerminalController(TerminalAccess access, TerminalRegistry terminals) {
        this.access = access;
        this.terminals = terminals;
    }

    @GetMapping("/api/cards/{id}/terminal")
    void card(
            @PathVariable UUID id,
            Caller caller,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        upgrade(access.card(caller.requireUser(), id), request, response);
    }

    @GetMapping("/api/runs/{id}/terminal")
    void run(
            @PathVariable UUID id,
            Caller caller,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        upgrade(access.run(caller.requireUser(), id), request, response);
    }

    private void upgrade(
            TerminalTarget target, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (!"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
            response.setHeader("Upgrade", "websocket");
            throw new ProblemException(
                            CommonError.INVALID_REQUEST,
                            "A terminal is opened by a WebSocket handshake.")
                    .invalid("header:Upgrade", "must be websocket");
        }
        if (!terminals.hasRoom()) {
            throw new ProblemException(
                    CommonError.UNAVAILABLE, "No more terminals can be opened here now.");
        }
        try {
            container(request)
                    .upgradeHttpToWebSocket(request, response, endpoint(request, target), Map.of());
        } catch (DeploymentException e) {
            throw new IllegalStateException("the handshake of a terminal failed", e);
        }
    }

    private ServerEndpointConfig endpoint(HttpServletRequest request, TerminalTarget target) {
        return ServerEndpointConfig.Builder.create(TerminalEndpoint.class, request.getRequestURI())
                .configurator(
                        new ServerEndpointConfig.Configurator() {
                            @Override
                            public <T> T getEndpointInstance(Class<T> type) {
                                return type.cast(new TerminalEndpoint(terminals, target));
                            }
                        })
                .build();
    }

    private static ServerContainer container(HttpServletRequest request) {
        return (ServerContainer)
                request.getServletContext().getAttribute(ServerContainer.class.getName());
    }
}
