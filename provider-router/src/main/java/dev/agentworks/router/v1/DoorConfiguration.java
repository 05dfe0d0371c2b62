package dev.agentworks.router.v1;

import dev.agentworks.starter.servicetoken.ServiceTokens;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Opens the door under {@code /v1}. */
@Configuration(proxyBeanMethods = false)
class DoorConfiguration {
    @Bean
    ServletRegistrationBean<DoorServlet> publicDoor(
            ServiceTokens tokens,
            ChatDoor chat,
            EmbeddingDoor embeddings,
            Models models,
            DoorTraces traces,
            DoorSettings settings) {
        var registration =
                new ServletRegistrationBean<>(
                        new DoorServlet(tokens, chat, embeddings, models, traces, settings),
                        "/v1/*");
        registration.setName(DoorValve.SERVLET);
        return registration;
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> straightToTheDoor() {
        return factory -> factory.addEngineValves(new DoorValve());
    }

    /** A model's name may hold a slash, which clients write encoded. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> slashesInNames() {
        return factory ->
                factory.addConnectorCustomizers(
                        connector -> connector.setEncodedSolidusHandling("passthrough"));
    }
}
