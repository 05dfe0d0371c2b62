package dev.agentworks.starter.web;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;

/** Lets a request know its connection, which Tomcat hides from servlets. */
final class ClientConnectionValve extends ValveBase {
    ClientConnectionValve() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        ClientConnection.remember(request, request.getCoyoteRequest());
        getNext().invoke(request, response);
    }
}
