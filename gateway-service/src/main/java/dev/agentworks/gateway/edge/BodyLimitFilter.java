package dev.agentworks.gateway.edge;

import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Refuses bodies that are too large: by their Content-Length, or while they are read. */
@Component
@Order(30)
class BodyLimitFilter implements WebFilter {
    private static final PathPattern UPLOAD =
            PathPatternParser.defaultInstance.parse("/api/cards/{card}/attachments/{attachment}");

    private final EdgeSettings settings;

    BodyLimitFilter(EdgeSettings settings) {
        this.settings = settings;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var request = exchange.getRequest();
        var limit = limit(request);
        if (request.getHeaders().getContentLength() > limit.toBytes()) {
            return Mono.error(tooLarge(limit));
        }
        var limited =
                new ServerHttpRequestDecorator(request) {
                    @Override
                    public Flux<DataBuffer> getBody() {
                        var read = new AtomicLong();
                        return super.getBody()
                                .handle((buffer, sink) -> {
                                    if (read.addAndGet(buffer.readableByteCount())
                                            > limit.toBytes()) {
                                        DataBufferUtils.release(buffer);
                                        sink.error(tooLarge(limit));
                                    } else {
                                        sink.next(buffer);
                                    }
                                });
                    }
                };
        return chain.filter(exchange.mutate().request(limited).build());
    }

    private DataSize limit(ServerHttpRequest request) {
        var path = request.getPath().value();
        if (HttpMethod.PUT.equals(request.getMethod())
                && UPLOAD.matches(request.getPath().pathWithinApplication())) {
            return settings.uploadLimit();
        }
        if (path.startsWith("/v1/")) {
            return settings.modelBodyLimit();
        }
        return path.startsWith("/auth") ? settings.authBodyLimit() : settings.bodyLimit();
    }

    private static ProblemException tooLarge(DataSize limit) {
        return new ProblemException(
                        CommonError.PAYLOAD_TOO_LARGE,
                        "The body may have %d bytes at most.".formatted(limit.toBytes()))
                .with("limit", limit.toBytes());
    }
}
