package dev.agentworks.orchestrator.client;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.client.ClientHttpResponse;

/** The streams being read, so that one that has gone silent can be closed by another thread. */
final class OpenStreams {

    private static final Duration SILENCE = Duration.ofSeconds(35);

    private static final Logger LOG = LoggerFactory.getLogger(OpenStreams.class);

    private final Set<Watched> streams = ConcurrentHashMap.newKeySet();

    Watched opened(ClientHttpResponse response) throws IOException {
        var stream = new Watched(response.getBody());
        streams.add(stream);
        return stream;
    }

    void closeSilent() {
        var limit = System.nanoTime() - SILENCE.toNanos();
        streams.stream().filter(stream -> stream.lastByte - limit < 0).forEach(Watched::close);
    }

    /** A response body that knows when its last byte came. */
    final class Watched extends InputStream {

        private final InputStream body;
        private volatile long lastByte = System.nanoTime();

        private Watched(InputStream body) {
            this.body = body;
        }

        @Override
        public int read() throws IOException {
            int read = body.read();
            lastByte = System.nanoTime();
            return read;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int read = body.read(target, offset, length);
            lastByte = System.nanoTime();
            return read;
        }

        @Override
        public void close() {
            if (!streams.remove(this)) {
                return;
            }
            try {
                body.close();
            } catch (IOException e) {
                // the reader sees the broken stream itself
                LOG.debug("closing a stream of the router", e);
            }
        }
    }
}
