package dev.agentworks.router.openai;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Writes JSON. */
final class JsonResponse {
    private JsonResponse() {}

    static void write(int status, byte[] body, HttpServletResponse response) throws IOException {
        response.setStatus(status);
        response.setContentType("application/json");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
