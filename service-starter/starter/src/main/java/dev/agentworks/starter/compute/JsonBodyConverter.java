package dev.agentworks.starter.compute;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import tools.jackson.databind.json.JsonMapper;

/** Reads JSON; a large body is parsed where it keeps no other request waiting. */
public final class JsonBodyConverter extends JacksonJsonHttpMessageConverter {
    private static final int LARGE = 256 * 1024;
    private final ComputePool parsing;

    public JsonBodyConverter(JsonMapper json, ComputePool parsing) {
        super(json);
        this.parsing = parsing;
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
            return parsing.compute(() -> parsed(type, body, hints));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private Object parsed(ResolvableType type, ReadBody body, @Nullable Map<String, Object> hints) {
        try {
            return super.read(type, body, hints);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
