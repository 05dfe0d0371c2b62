package dev.agentworks.starter.servicetoken;

import dev.agentworks.starter.ServiceSettings;
import dev.agentworks.starter.resilience.OutgoingCalls;
import java.time.Clock;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.restclient.RestClientCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.web.client.RestClient;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.json.JsonMapper;

/** Lets a service prove who it is, call others, and know who calls. */
@AutoConfiguration(
        afterName = {
            "dev.agentworks.starter.ServiceAutoConfiguration",
            "dev.agentworks.starter.resilience.ResilienceAutoConfiguration",
            "org.springframework.boot.restclient.autoconfigure.RestClientAutoConfiguration"
        })
@EnableConfigurationProperties({ServiceTokenSettings.class, RemoteServices.class})
final class ServiceTokenAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    ServiceTokens serviceTokens(
            ServiceSettings service, ServiceTokenSettings settings, Clock clock) {
        return new RecentTokens(
                new SignedServiceTokens(service.name(), settings, clock), settings.life(), clock);
    }

    @Bean
    GoogleIdentity googleIdentity(Environment environment, Clock clock, JsonMapper json) {
        return new GoogleIdentity(environment, clock, json);
    }

    // not Boot's builder bean: reactive services have none
    @Bean
    @ConditionalOnMissingBean
    ServiceClients serviceClients(
            ObjectProvider<RestClientCustomizer> customizers,
            RemoteServices services,
            OutgoingCalls outgoing,
            ServiceTokens tokens,
            GoogleIdentity identity,
            Environment environment,
            JsonMapper json) {
        var builder = RestClient.builder();
        customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
        return new HttpServiceClients(
                builder, services, outgoing, tokens, identity, environment, json);
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    @ConditionalOnClass(DispatcherServlet.class)
    static class Servlet {
        @Bean
        GrantedScopes grantedScopes(
                List<RequestMappingHandlerMapping> routes,
                ServiceSettings service,
                ServiceTokenSettings settings,
                Environment environment) {
            var rights = new CallerRights(service.name(), settings.callers(), settings.acting());
            return new GrantedScopes(routes, rights, environment);
        }

        @Bean
        WebMvcConfigurer callers(
                ServiceTokens tokens, ServiceTokenSettings settings, Environment environment) {
            return new WebMvcConfigurer() {
                @Override
                public void addInterceptors(InterceptorRegistry registry) {
                    registry.addInterceptor(
                            new CallerInterceptor(tokens, environment, settings.openPaths()));
                }

                @Override
                public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                    resolvers.add(new CallerArgument());
                }
            };
        }
    }
}
