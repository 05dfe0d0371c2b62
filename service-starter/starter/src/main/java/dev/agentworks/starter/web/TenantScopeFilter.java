package dev.agentworks.starter.web;

import dev.agentworks.starter.tenancy.TenantScope;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;

/**
 * Binds the tenant scope around a whole request, async dispatches included. The subject is known
 * only when the route was found, so each transaction asks the request for it.
 */
final class TenantScopeFilter implements Filter {
    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            TenantScope.callDeferred(
                    () -> CurrentUserInterceptor.subject(request),
                    () -> {
                        chain.doFilter(request, response);
                        return true;
                    });
        } catch (IOException | ServletException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new ServletException(e); // doFilter throws no other
        }
    }
}
