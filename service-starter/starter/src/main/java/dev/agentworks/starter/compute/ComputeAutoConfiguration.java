package dev.agentworks.starter.compute;

import dev.agentworks.starter.web.ClientConnection;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.servlet.DispatcherServlet;

/** Gives a service its threads for computations. */
@AutoConfiguration(
        afterName =
                "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@EnableConfigurationProperties(ComputeSettings.class)
final class ComputeAutoConfiguration {
    @Bean
    ComputePools computePools(
            ComputeSettings settings, ObjectProvider<CallerLookup> callers, MeterRegistry meters) {
        var lookup = callers.getIfAvailable();
        return new ComputePools(settings, lookup == null ? CallerPresence.UNKNOWN : lookup, meters);
    }

    /** Finds the caller for whom the present thread works. */
    interface CallerLookup extends Supplier<CallerPresence> {}

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    @ConditionalOnClass(DispatcherServlet.class)
    static class Servlet {
        @Bean
        CallerLookup callerOfTheRequest() {
            return () -> {
                if (RequestContextHolder.getRequestAttributes()
                        instanceof ServletRequestAttributes attributes) {
                    var connection = ClientConnection.of(attributes.getRequest());
                    if (connection != null) {
                        return connection::isClosed;
                    }
                }
                return CallerPresence.UNKNOWN.get();
            };
        }
    }
}
