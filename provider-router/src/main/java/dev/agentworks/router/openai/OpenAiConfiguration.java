package dev.agentworks.router.openai;

import dev.agentworks.starter.compute.ComputePools;
import dev.agentworks.starter.servicetoken.ServiceTokens;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Serves the API under {@code /v1}. */
@Configuration(proxyBeanMethods = false)
class OpenAiConfiguration {
    @Bean
    ServletRegistrationBean<OpenAiServlet> openAiServlet(
            ServiceTokens tokens,
            ChatCompletionsEndpoint chat,
            EmbeddingsEndpoint embeddings,
            ModelsEndpoint models,
            RequestObservations traces,
            ComputePools pools,
            OpenAiSettings settings) {
        var registration =
                new ServletRegistrationBean<>(
                        new OpenAiServlet(
                                tokens, chat, embeddings, models, traces, pools, settings),
                        "/v1/*");
        registration.setName(FilterBypassValve.SERVLET);
        return registration;
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> filterBypass() {
        return factory -> factory.addEngineValves(new FilterBypassValve());
    }

    /** A model's name may hold a slash, which clients write encoded. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> slashesInModelNames() {
        return factory ->
                factory.addConnectorCustomizers(
                        connector -> connector.setEncodedSolidusHandling("passthrough"));
    }
}
