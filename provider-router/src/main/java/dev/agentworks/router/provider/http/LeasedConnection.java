package dev.agentworks.router.provider.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.io.ConnectionEndpoint;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** The connection of one exchange. It can be cut at any time, also while it is waited for. */
final class LeasedConnection {
    private static final HttpRequestExecutor WIRE = new HttpRequestExecutor();

    private final HttpClientConnectionManager connections;
    private final HttpClientContext context = HttpClientContext.create();
    private volatile @Nullable Cancellable waiting;
    private volatile @Nullable ConnectionEndpoint endpoint;
    private volatile boolean cut;

    LeasedConnection(HttpClientConnectionManager connections) {
        this.connections = connections;
    }

    HttpClientContext context() {
        return context;
    }

    /** It is open when this returns; nothing is written yet. */
    void open(HttpRoute route, Timeout patience) throws IOException {
        var lease = connections.lease("vendor", route, patience, null);
        waiting = lease;
        requireWhole();
        try {
            var got = lease.get(patience);
            endpoint = got;
            requireWhole();
            if (!got.isConnected()) {
                connections.connect(
                        got, TimeValue.of(patience.getDuration(), patience.getTimeUnit()), context);
            }
        } catch (TimeoutException e) {
            throw new IOException("no connection is free", e);
        } catch (ExecutionException e) {
            throw new IOException("no connection can be had", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    ClassicHttpResponse exchange(ClassicHttpRequest request, Timeout silence)
            throws IOException, HttpException {
        var open = endpoint;
        requireWhole();
        if (open == null) {
            throw new IllegalStateException("the connection is not open");
        }
        open.setSocketTimeout(silence);
        return open.execute("vendor", request, WIRE, context);
    }

    /** Closes it while another thread may read or write. */
    void cut() {
        cut = true;
        var lease = waiting;
        if (lease != null) {
            lease.cancel();
        }
        var open = endpoint;
        if (open != null) {
            open.close(CloseMode.IMMEDIATE);
        }
    }

    /**
     * Gives it back.
     *
     * @param keep for how long another exchange may use it; none when it cannot be used again
     */
    void leave(@Nullable TimeValue keep) {
        var open = endpoint;
        if (open == null) {
            return;
        }
        endpoint = null;
        if (keep == null || cut) {
            open.close(CloseMode.IMMEDIATE);
            connections.release(open, null, TimeValue.ZERO_MILLISECONDS);
        } else {
            connections.release(open, null, keep);
        }
    }

    private void requireWhole() throws IOException {
        if (cut) {
            throw new IOException("the connection was cut");
        }
    }
}
