package dev.agentworks.gateway.idempotency;

import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.reactivestreams.Publisher;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A response that is written as usual and recorded meanwhile, unless it is too large. */
final class RecordedResponse extends ServerHttpResponseDecorator {
    private static final int LARGEST = 1 << 20;
    private static final List<String> HEADERS = List.of("Content-Type", "ETag", "Location");

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private boolean tooLarge;

    RecordedResponse(ServerHttpResponse response) {
        super(response);
    }

    @Override
    public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
        return super.writeWith(Flux.from(body).doOnNext(this::record));
    }

    @Override
    public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> body) {
        return super.writeAndFlushWith(
                Flux.from(body).map(part -> Flux.from(part).doOnNext(this::record)));
    }

    /** The recorded response; empty for a 5xx, which the client should try again. */
    Optional<StoredResponse> answer(String request) {
        var status = getStatusCode();
        if (tooLarge || status == null || status.is5xxServerError()) {
            return Optional.empty();
        }
        Map<String, String> headers = new LinkedHashMap<>();
        for (var name : HEADERS) {
            var value = getHeaders().getFirst(name);
            if (value != null) {
                headers.put(name, value);
            }
        }
        return Optional.of(
                StoredResponse.of(request, status.value(), headers, written.toByteArray()));
    }

    private void record(DataBuffer buffer) {
        if (written.size() + buffer.readableByteCount() > LARGEST) {
            tooLarge = true;
            return;
        }
        var bytes = new byte[buffer.readableByteCount()];
        buffer.toByteBuffer().get(bytes);
        written.writeBytes(bytes);
    }
}
