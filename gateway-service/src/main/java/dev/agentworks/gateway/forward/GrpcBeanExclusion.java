package dev.agentworks.gateway.forward;

import java.util.List;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Removes the gRPC beans of Spring Cloud Gateway. It registers them when gRPC's API is on the class
 * path, which Google's Pub/Sub client adds; they also need gRPC's Netty transport, which is not
 * there.
 */
@Configuration(proxyBeanMethods = false)
class GrpcBeanExclusion {
    private static final List<String> PARTS =
            List.of("jsonToGRPCFilterFactory", "grpcSslConfigurer");

    @Bean
    static BeanDefinitionRegistryPostProcessor grpcParts() {
        return GrpcBeanExclusion::remove;
    }

    private static void remove(BeanDefinitionRegistry registry) {
        PARTS.stream()
                .filter(registry::containsBeanDefinition)
                .forEach(registry::removeBeanDefinition);
    }
}
