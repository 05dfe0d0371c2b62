package dev.agentworks.gateway.webui;

import org.springframework.core.io.Resource;
import org.springframework.web.reactive.resource.PathResourceResolver;
import reactor.core.publisher.Mono;

/** Finds the readable page of the API, also under its bare path. */
final class DocsPage extends PathResourceResolver {
    @Override
    protected Mono<Resource> getResource(String path, Resource location) {
        return path.isEmpty() || path.equals("/") || path.equals("docs") || path.equals("docs/")
                ? Mono.just(WebUiFiles.docsPage())
                : super.getResource(path, location);
    }
}
