package dev.agentworks.starter.web;

import dev.agentworks.starter.problem.AddressReview;
import jakarta.servlet.DispatcherType;
import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Gives the controllers of a servlet service the current user, pages and expected versions. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(DispatcherServlet.class)
final class WebAutoConfiguration {
    private static final int AFTER_THE_TOKEN = 1;
    private static final int AFTER_THE_PERSON = 2;

    @Bean
    FilterRegistrationBean<TenantScopeFilter> tenantScopeFilter() {
        var registration = new FilterRegistrationBean<>(new TenantScopeFilter());
        registration.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC);
        return registration;
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> knownConnections() {
        return tomcat -> tomcat.addEngineValves(new ClientConnectionValve());
    }

    @Bean
    AddressReview foreignAddresses(List<AddressedThings> things) {
        return new ForeignAddress(things);
    }

    @Bean
    WebMvcConfigurer currentUsers() {
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new CurrentUserInterceptor()).order(AFTER_THE_TOKEN);
                registry.addInterceptor(new PublicRouteInterceptor()).order(AFTER_THE_PERSON);
            }

            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new CurrentUserArgument());
                resolvers.add(new CursorRequestArgument());
                resolvers.add(new IfMatchArgument());
            }
        };
    }
}
