package dev.agentworks.orchestrator.repository.web;

import dev.agentworks.orchestrator.repository.download.DownloadResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;

/** A download as the answer to a request. */
record ServletDownload(HttpServletResponse response, String type) implements DownloadResponse {

    @Override
    public OutputStream open() throws IOException {
        response.setContentType(type);
        return response.getOutputStream();
    }

    @Override
    public boolean isBegun() {
        return response.isCommitted();
    }
}
