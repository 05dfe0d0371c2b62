package dev.agentworks.gateway.webui;

import java.util.List;
import org.springframework.core.io.Resource;
import org.springframework.web.reactive.resource.PathResourceResolver;
import reactor.core.publisher.Mono;

/** Resolves every path of a page to index.html; a missing file is still answered 404. */
final class SinglePageResolver extends PathResourceResolver {
    private static final List<String> NEVER =
            List.of(
                    "api",
                    "auth",
                    "v1",
                    "internal",
                    "health",
                    "ready",
                    "live",
                    "metrics",
                    "actuator");

    @Override
    protected Mono<Resource> getResource(String path, Resource location) {
        return super.getResource(path, location)
                .switchIfEmpty(
                        Mono.defer(() ->
                                isPage(path)
                                        ? super.getResource("index.html", location)
                                        : Mono.empty()));
    }

    private static boolean isPage(String path) {
        var clean = path.startsWith("/") ? path.substring(1) : path;
        var slash = clean.indexOf('/');
        var first = slash < 0 ? clean : clean.substring(0, slash);
        var last = clean.substring(clean.lastIndexOf('/') + 1);
        return !NEVER.contains(first) && !last.contains(".");
    }
}
