package dev.agentworks.starter.problem;

import dev.agentworks.starter.compute.ComputePools;
import dev.agentworks.starter.compute.JsonBodyConverter;
import dev.agentworks.starter.json.StrictJson;
import java.util.List;
import org.apache.catalina.core.StandardHost;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.http.codec.CodecCustomizer;
import org.springframework.boot.http.converter.autoconfigure.ServerHttpMessageConvertersCustomizer;
import org.springframework.boot.tomcat.ConfigurableTomcatWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.codec.json.JacksonJsonDecoder;
import org.springframework.transaction.TransactionException;
import org.springframework.web.reactive.DispatcherHandler;
import org.springframework.web.servlet.DispatcherServlet;
import tools.jackson.databind.json.JsonMapper;

/** Gives a web service one form of error responses, and makes it read JSON strictly. */
@AutoConfiguration(
        beforeName =
                "org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration")
@ConditionalOnWebApplication
@EnableConfigurationProperties(HttpSettings.class)
final class ProblemAutoConfiguration {
    @Bean
    Problems problems(List<ProblemTranslator> translators) {
        return new Problems(translators);
    }

    @Bean
    @Order(1)
    ProblemTranslator requestProblems() {
        return new RequestProblems();
    }

    @Bean
    @Order(2)
    ProblemTranslator jsonProblems() {
        return new JsonProblems();
    }

    @Bean
    @Order(3)
    ProblemTranslator webProblems() {
        return new WebProblems();
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({DataAccessException.class, TransactionException.class})
    static class Data {
        @Bean
        @Order(4)
        ProblemTranslator dataProblems() {
            return new DataProblems();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    @ConditionalOnClass(DispatcherServlet.class)
    static class Servlet {
        @Bean
        ServletProblems servletProblems(Problems problems, List<AddressReview> reviews) {
            return new ServletProblems(problems, reviews);
        }

        @Bean
        @Order(0)
        ProblemTranslator servletRequestProblems() {
            return new ServletRequestProblems();
        }

        @Bean
        ErrorController problemErrorController() {
            return new ProblemErrorController();
        }

        @Bean
        FilterRegistrationBean<RequestLimits> requestLimits(
                HttpSettings settings, JsonMapper json) {
            var registration = new FilterRegistrationBean<>(new RequestLimits(settings, json));
            registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
            return registration;
        }

        @Bean
        ServerHttpMessageConvertersCustomizer strictJson(JsonMapper json, ComputePools pools) {
            return converters ->
                    converters.withJsonConverter(
                            new JsonBodyConverter(
                                    StrictJson.of(json)
                                            .rebuild()
                                            .addHandler(new UnknownFields())
                                            .build(),
                                    pools.pool("json")));
        }

        @Bean
        NullBody nullBody() {
            return new NullBody();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    @ConditionalOnClass({StandardHost.class, ConfigurableTomcatWebServerFactory.class})
    static class Tomcat {
        @Bean
        WebServerFactoryCustomizer<ConfigurableTomcatWebServerFactory> problemReports() {
            return factory ->
                    factory.addContextCustomizers(context -> {
                        if (context.getParent() instanceof StandardHost host) {
                            host.setErrorReportValveClass(ProblemReportValve.class.getName());
                        }
                    });
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
    @ConditionalOnClass(DispatcherHandler.class)
    static class Reactive {
        @Bean
        ReactiveProblems reactiveProblems(Problems problems, JsonMapper json) {
            return new ReactiveProblems(problems, json);
        }

        @Bean
        CodecCustomizer strictJson(JsonMapper json) {
            return codecs ->
                    codecs.defaultCodecs()
                            .jacksonJsonDecoder(new JacksonJsonDecoder(StrictJson.of(json)));
        }
    }
}
