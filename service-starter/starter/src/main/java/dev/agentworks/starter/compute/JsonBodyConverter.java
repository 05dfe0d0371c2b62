package dev.agentworks.starter.compute;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes JSON; a large body is handled where it keeps no other request waiting. */
public final class JsonBodyConverter extends JacksonJsonHttpMessageConverter {
    private static final int LARGE = 256 * 1024;
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
    private final ComputePool pool;

    public JsonBodyConverter(JsonMapper json, ComputePool pool) {
        super(json);
        this.pool = pool;
    }

    @Override
    public Object read(
            ResolvableType type, HttpInputMessage message, @Nullable Map<String, Object> hints)
            throws IOException {
        long announced = message.getHeaders().getContentLength();
        if (announced >= 0 && announced < LARGE) {
            return super.read(type, message, hints);
        }
        // read before it takes a place: a slow client keeps nobody else from one
        var body = new ReadBody(message.getHeaders(), message.getBody().readAllBytes());
        if (body.bytes().length < LARGE) {
            return super.read(type, body, hints);
        }
        try {
            return pool.compute(() -> parsed(type, body, hints));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /**
     * How large an answer becomes is known when it is written: what is begun here and becomes large
     * is written once more by the pool. Nothing is sent before it is whole, so that it can still be
     * refused; a write that was done is told as done however long it takes.
     */
    @Override
    protected void writeInternal(
            Object answer,
            ResolvableType type,
            HttpOutputMessage message,
            @Nullable Map<String, Object> hints)
            throws IOException {
        var body = new LimitedBody(message.getHeaders(), LARGE);
        try {
            super.writeInternal(answer, type, body, hints);
        } catch (IOException | RuntimeException e) {
            if (!body.isFull()) {
                throw e;
            }
            body =
                    isOfASafeRequest()
                            ? pool.compute(() -> written(answer, type, message.getHeaders(), hints))
                            : pool.computeInTurn(
                                    () -> written(answer, type, message.getHeaders(), hints));
        }
        body.sendTo(message.getBody());
    }

    private LimitedBody written(
            Object answer,
            ResolvableType type,
            HttpHeaders headers,
            @Nullable Map<String, Object> hints) {
        var body = new LimitedBody(headers, Integer.MAX_VALUE);
        try {
            super.writeInternal(answer, type, body, hints);
            return body;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOfASafeRequest() {
        return RequestContextHolder.getRequestAttributes()
                        instanceof ServletRequestAttributes attributes
                && SAFE.contains(attributes.getRequest().getMethod());
    }

    private Object parsed(ResolvableType type, ReadBody body, @Nullable Map<String, Object> hints) {
        try {
            return super.read(type, body, hints);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An answer in memory, up to a limit. */
    private static final class LimitedBody extends OutputStream implements HttpOutputMessage {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final HttpHeaders headers;
        private final int limit;
        private boolean full;

        LimitedBody(HttpHeaders headers, int limit) {
            this.headers = headers;
            this.limit = limit;
        }

        boolean isFull() {
            return full;
        }

        void sendTo(OutputStream out) throws IOException {
            bytes.writeTo(out);
        }

        @Override
        public void write(int next) throws IOException {
            require(1);
            bytes.write(next);
        }

        @Override
        public void write(byte[] more, int from, int length) throws IOException {
            require(length);
            bytes.write(more, from, length);
        }

        private void require(int more) throws IOException {
            if (more > limit - bytes.size()) {
                full = true;
                throw new IOException("the answer is large");
            }
        }

        @Override
        public OutputStream getBody() {
            return this;
        }

        @Override
        public HttpHeaders getHeaders() {
            return headers;
        }
    }

    private record ReadBody(HttpHeaders headers, byte[] bytes) implements HttpInputMessage {
        @Override
        public InputStream getBody() {
            return new ByteArrayInputStream(bytes);
        }

        @Override
        public HttpHeaders getHeaders() {
            return headers;
        }
    }
}
