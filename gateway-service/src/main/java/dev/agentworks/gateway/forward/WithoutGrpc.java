package dev.agentworks.gateway.forward;

import java.util.List;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Takes the gRPC parts out of Spring Cloud Gateway. It adds them wherever it sees gRPC's API, which
 * Google's Pub/Sub client brings; they also need gRPC's own Netty transport, which it does not
 * bring.
 */
@Configuration(proxyBeanMethods = false)
class WithoutGrpc {
    private static final List<String> PARTS =
            List.of("jsonToGRPCFilterFactory", "grpcSslConfigurer");

    @Bean
    static BeanDefinitionRegistryPostProcessor grpcParts() {
        return WithoutGrpc::remove;
    }

    private static void remove(BeanDefinitionRegistry registry) {
        PARTS.stream()
                .filter(registry::containsBeanDefinition)
                .forEach(registry::removeBeanDefinition);
    }
}
