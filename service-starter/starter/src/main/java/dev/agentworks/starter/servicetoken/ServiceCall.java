package dev.agentworks.starter.servicetoken;

import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.resilience.OutgoingTarget;
import dev.agentworks.starter.resilience.TargetUnavailableException;
import java.io.IOException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;

/** Puts a fresh token on a call, and says plainly when nobody answered it. */
record ServiceCall(
        OutgoingTarget target, Set<String> scopes, ServiceTokens tokens, GoogleIdentity identity)
        implements ClientHttpRequestInterceptor {
    @Override
    public ClientHttpResponse intercept(
            HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
            throws IOException {
        request.getHeaders().setBearerAuth(tokens.mint(target.name(), scopes, actingUser(request)));
        try {
            identity.bearerFor(request.getURI())
                    .ifPresent(bearer -> request.getHeaders().set(GoogleIdentity.HEADER, bearer));
            return target.execute(request, body, execution);
        } catch (IOException e) {
            throw unanswered(e);
        } catch (TargetUnavailableException e) {
            throw new RemoteProblem(
                    target.name(), e.code().status(), e.code().code(), e.detail(), e.pause(), e);
        }
    }

    private static @Nullable ActingUser actingUser(HttpRequest request) {
        return request.getAttributes().get(ServiceClients.ACTING_USER) instanceof ActingUser user
                ? user
                : null;
    }

    private RemoteProblem unanswered(IOException cause) {
        var error = isLate(cause) ? CommonError.TIMEOUT : CommonError.UNAVAILABLE;
        return new RemoteProblem(
                target.name(), error.status(), error.code(), error.title(), null, cause);
    }

    private static boolean isLate(IOException cause) {
        return !(cause instanceof HttpConnectTimeoutException)
                && (cause instanceof HttpTimeoutException
                        || cause.getCause() instanceof HttpTimeoutException);
    }
}
