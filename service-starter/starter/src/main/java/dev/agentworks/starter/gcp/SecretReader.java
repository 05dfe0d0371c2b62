package dev.agentworks.starter.gcp;

import java.io.IOException;

/** Reads the text of secrets. */
interface SecretReader extends AutoCloseable {
    /**
     * @throws IOException when the secret cannot be read; the message says why, without the secret
     */
    String read(SecretAddress address) throws IOException;

    @Override
    void close();
}
