package dev.agentworks.orchestrator.repository.download;

import java.io.IOException;
import java.io.OutputStream;

/** Where a download is written to. */
public interface DownloadResponse {

    /** Called once the download is about to begin. */
    OutputStream open() throws IOException;

    /** Whether some of it has been sent. */
    boolean isBegun();
}
