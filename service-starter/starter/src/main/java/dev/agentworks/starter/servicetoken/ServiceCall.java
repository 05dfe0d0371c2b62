package dev.agentworks.starter.servicetoken;

import dev.agentworks.starter.problem.CommonError;
import java.io.IOException;
import java.net.ConnectException;
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
        String service, Set<String> scopes, ServiceTokens tokens, GoogleIdentity identity)
        implements ClientHttpRequestInterceptor {
    @Override
    public ClientHttpResponse intercept(
            HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
            throws IOException {
        request.getHeaders().setBearerAuth(tokens.mint(service, scopes, actingUser(request)));
        try {
            identity.bearerFor(request.getURI())
                    .ifPresent(bearer -> request.getHeaders().set(GoogleIdentity.HEADER, bearer));
            return execution.execute(request, body);
        } catch (HttpConnectTimeoutException | ConnectException e) {
            throw unanswered(CommonError.UNAVAILABLE, e);
        } catch (HttpTimeoutException e) {
            throw unanswered(CommonError.TIMEOUT, e);
        } catch (IOException e) {
            throw e.getCause() instanceof HttpTimeoutException
                    ? unanswered(CommonError.TIMEOUT, e)
                    : unanswered(CommonError.UNAVAILABLE, e);
        }
    }

    private static @Nullable ActingUser actingUser(HttpRequest request) {
        return request.getAttributes().get(ServiceClients.ACTING_USER) instanceof ActingUser user
                ? user
                : null;
    }

    private RemoteProblem unanswered(CommonError error, IOException cause) {
        return new RemoteProblem(service, error.status(), error.code(), error.title(), null, cause);
    }
}
