package dev.agentworks.starter.messaging;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.servlet.DispatcherServlet;
import tools.jackson.databind.json.JsonMapper;

/** Connects a service to Pub/Sub: publishing, both deliveries, dead letters. */
@AutoConfiguration(
        afterName = {
            "dev.agentworks.starter.ServiceAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration"
        })
@EnableConfigurationProperties(PubSubSettings.class)
final class MessagingAutoConfiguration {
    @Bean
    PubSubConnection pubSubConnection(PubSubSettings settings) {
        return new PubSubConnection(settings);
    }

    @Bean
    PubSubTopology pubSubTopology(
            PubSubSettings settings,
            PubSubConnection connection,
            ApplicationEventPublisher events) {
        return new PubSubTopology(settings, connection, events);
    }

    @Bean
    MessageTraces messageTraces(
            ObjectProvider<ObservationRegistry> observations,
            ObjectProvider<Tracer> tracer,
            ObjectProvider<Propagator> propagator) {
        return new MessageTraces(
                observations.getIfUnique(() -> ObservationRegistry.NOOP),
                tracer.getIfUnique(() -> Tracer.NOOP),
                propagator.getIfUnique(() -> Propagator.NOOP));
    }

    @Bean
    @ConditionalOnMissingBean({MessagePublisher.class, OrderedPublisher.class})
    PubSubPublisher pubSubPublisher(
            PubSubSettings settings,
            PubSubConnection connection,
            PubSubTopology topology,
            MessageTraces traces) {
        return new PubSubPublisher(settings, connection, topology, traces);
    }

    @Bean
    InboundSubscriptions inboundSubscriptions(
            ObjectProvider<InboundSubscription> subscriptions,
            ObjectProvider<ForwardedDeadLetters> forwarded) {
        return InboundSubscriptions.of(
                subscriptions.orderedStream().toList(), forwarded.getIfAvailable());
    }

    @Bean
    InboundMessages inboundMessages(
            InboundSubscriptions subscriptions,
            PubSubSettings settings,
            DeadLetters deadLetters,
            MessageTraces traces,
            MeterRegistry meters) {
        return new InboundMessages(subscriptions.all(), settings, deadLetters, traces, meters);
    }

    @Bean
    PullSubscriber pullSubscriber(
            InboundSubscriptions subscriptions,
            PubSubSettings settings,
            PubSubConnection connection,
            PubSubTopology topology,
            InboundMessages messages) {
        return new PullSubscriber(subscriptions, settings, connection, topology, messages);
    }

    @Bean
    HealthIndicator pubsubHealthIndicator(
            PubSubSettings settings, PubSubConnection connection, PullSubscriber pullSubscriber) {
        return new PubSubHealth(settings, connection, pullSubscriber);
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass({DataSource.class, JdbcTemplate.class})
    @ConditionalOnBean(DataSource.class)
    @Order(1)
    static class WithDatabase {
        @Bean
        TableDeadLetters tableDeadLetters(DataSource dataSource, JsonMapper json) {
            return new TableDeadLetters(new JdbcTemplate(dataSource), json);
        }

        @Bean
        ForwardedDeadLetters forwardedDeadLetters(TableDeadLetters deadLetters) {
            return new ForwardedDeadLetters(deadLetters);
        }

        @Configuration(proxyBeanMethods = false)
        @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
        @ConditionalOnClass(DispatcherServlet.class)
        static class Operators {
            @Bean
            DeadLetterController deadLetterController(
                    TableDeadLetters deadLetters, InboundMessages messages) {
                return new DeadLetterController(deadLetters, messages);
            }
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Order(2)
    static class WithoutDatabase {
        @Bean
        @ConditionalOnMissingBean(DeadLetters.class)
        DeadLetters topicDeadLetters(MessagePublisher publisher) {
            return new TopicDeadLetters(publisher);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    @ConditionalOnClass(DispatcherServlet.class)
    static class Push {
        @Bean
        PushEndpoint pushEndpoint(PubSubSettings settings, Clock clock, InboundMessages messages) {
            return new PushEndpoint(settings, new PushTokens(settings.push(), clock), messages);
        }
    }
}
