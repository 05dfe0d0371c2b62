package dev.agentworks.router.openai;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/**
 * Sends the requests of this API straight to its servlet, without the filters of the other routes;
 * what the API needs of them the servlet does itself. The servlet is allocated as the container
 * allocates it, so that a stopping server waits for it.
 */
final class FilterBypassValve extends ValveBase {
    static final String SERVLET = "openai";

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        var wrapper = request.getWrapper();
        if (wrapper == null || !SERVLET.equals(wrapper.getName())) {
            getNext().invoke(request, response);
            return;
        }
        var servlet = wrapper.allocate();
        try {
            servlet.service(request, response);
        } finally {
            wrapper.deallocate(servlet);
        }
    }
}
