package dev.agentworks.gateway.webui;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.reactive.config.ResourceHandlerRegistry;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.resource.EncodedResourceResolver;

/** Serves the web UI, the API document and its readable page. */
@Configuration(proxyBeanMethods = false)
class WebUiResources {
    private static final CacheControl ASK_FIRST = CacheControl.noCache();
    private static final CacheControl FOR_EVER =
            CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

    @Bean
    WebFluxConfigurer files(WebUiSettings settings) {
        return new WebFluxConfigurer() {
            @Override
            public void addResourceHandlers(ResourceHandlerRegistry registry) {
                registry.addResourceHandler("/openapi.json")
                        .addResourceLocations("classpath:openapi/")
                        .setCacheControl(ASK_FIRST);
                registry.addResourceHandler("/docs/**")
                        .addResourceLocations("classpath:docs/")
                        .setCacheControl(ASK_FIRST);
                if (!settings.dir().isBlank()) {
                    serve(registry, Path.of(settings.dir()).toAbsolutePath().toUri().toString());
                }
            }
        };
    }

    private static void serve(ResourceHandlerRegistry registry, String folder) {
        var build = folder.endsWith("/") ? folder : folder + "/";
        // the names of these files contain a hash of their content
        registry.addResourceHandler("/assets/**")
                .addResourceLocations(build + "assets/")
                .setCacheControl(FOR_EVER)
                .resourceChain(false)
                .addResolver(encoded());
        registry.addResourceHandler("/**")
                .addResourceLocations(build)
                .setCacheControl(ASK_FIRST)
                .resourceChain(false)
                .addResolver(encoded())
                .addResolver(new SinglePageResolver());
    }

    private static EncodedResourceResolver encoded() {
        var resolver = new EncodedResourceResolver();
        resolver.setContentCodings(List.of("br", "gzip"));
        return resolver;
    }
}
