package dev.agentworks.starter.test;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotatedBeanDefinitionReader;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.MergedContextConfiguration;
import org.springframework.util.ClassUtils;

/**
 * Gives a context its engines, keys and test beans. Equal for equal services: contexts are shared.
 */
record ServiceTestCustomizer(String service, List<String> callers) implements ContextCustomizer {
    private static final AtomicInteger CONTEXTS = new AtomicInteger();

    @Override
    public void customizeContext(
            ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
        var number = CONTEXTS.incrementAndGet();
        var properties = new HashMap<String, Object>();
        properties.put("agentworks.service.name", service);
        // a project of its own, so that no other context of this JVM takes its messages
        properties.putAll(
                DevelopmentServers.servers(
                        service, callers, "test-" + number, "agentworks_" + number));
        properties.put("agentworks.pubsub.min-backoff", "100ms");
        properties.put("agentworks.pubsub.max-backoff", "300ms");
        if (has("org.springframework.data.redis.connection.RedisConnectionFactory")) {
            var redis = Engines.redis();
            var url = "redis://%s:%d".formatted(redis.host(), redis.port());
            properties.put("AGENTWORKS_REDIS_URL", url);
            properties.put("spring.data.redis.url", url);
        }
        add(context, properties);
        new AnnotatedBeanDefinitionReader((BeanDefinitionRegistry) context.getBeanFactory())
                .register(ServiceTestConfiguration.class);
    }

    private static void add(
            ConfigurableApplicationContext context, Map<String, Object> properties) {
        var ours = new MapPropertySource("service-test", properties);
        // before the machine's own settings, after what the test itself sets
        context.getEnvironment().getPropertySources().addBefore("systemProperties", ours);
    }

    static boolean has(String type) {
        return ClassUtils.isPresent(type, ServiceTestCustomizer.class.getClassLoader());
    }
}
