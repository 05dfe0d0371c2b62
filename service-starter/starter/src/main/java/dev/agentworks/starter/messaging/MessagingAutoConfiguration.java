package dev.agentworks.starter.messaging;

import com.google.api.gax.core.CredentialsProvider;
import com.google.api.gax.rpc.TransportChannelProvider;
import com.google.cloud.spring.autoconfigure.pubsub.GcpPubSubAutoConfiguration;
import com.google.cloud.spring.autoconfigure.pubsub.GcpPubSubEmulatorAutoConfiguration;
import com.google.cloud.spring.autoconfigure.pubsub.GcpPubSubProperties;
import com.google.cloud.spring.core.GcpProjectIdProvider;
import com.google.cloud.spring.pubsub.PubSubAdmin;
import com.google.cloud.spring.pubsub.support.PublisherFactory;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.propagation.Propagator;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
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
            "org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration",
            "org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration",
            "org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration"
        },
        // so that Google's executors come after Boot's, which would otherwise give way to them
        before = {GcpPubSubEmulatorAutoConfiguration.class, GcpPubSubAutoConfiguration.class})
@EnableConfigurationProperties({PubSubSettings.class, GcpPubSubProperties.class})
final class MessagingAutoConfiguration {
    /**
     * Google's clients that only some services use are made when first asked for: making them takes
     * time and credentials, and an image is trained with neither.
     */
    private static final List<String> RARELY_USED =
            List.of(
                    "pubSubAcknowledgementExecutor",
                    "pubSubAdmin",
                    "pubSubPublisherTemplate",
                    "pubSubSubscriberTemplate",
                    "pubSubTemplate",
                    "subscriptionAdminClient",
                    "topicAdminClient",
                    "topicAdminSettings");

    @Bean
    static BeanFactoryPostProcessor lazyPubSubClients() {
        return beans ->
                RARELY_USED.stream()
                        .filter(beans::containsBeanDefinition)
                        .forEach(name -> beans.getBeanDefinition(name).setLazyInit(true));
    }

    @Bean
    PubSubChannel pubSubChannel(GcpPubSubProperties settings) {
        return new PubSubChannel(settings);
    }

    @Bean({"publisherTransportChannelProvider", "subscriberTransportChannelProvider"})
    TransportChannelProvider pubSubTransport(PubSubChannel channel) {
        return channel.provider();
    }

    @Bean
    PublisherSettings publisherSettings(PubSubSettings settings) {
        return new PublisherSettings(settings);
    }

    @Bean
    SubscriberFactories subscriberFactories(
            GcpProjectIdProvider project,
            GcpPubSubProperties properties,
            CredentialsProvider credentials,
            PubSubChannel channel) {
        return new SubscriberFactories(project, properties, credentials, channel);
    }

    @Bean
    PubSubTopology pubSubTopology(
            PubSubSettings settings,
            GcpProjectIdProvider project,
            PubSubChannel channel,
            ObjectProvider<PubSubAdmin> admin,
            ApplicationEventPublisher events) {
        return new PubSubTopology(settings, project, channel, admin::getObject, events);
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
            PublisherFactory publishers, PubSubTopology topology, MessageTraces traces) {
        return new PubSubPublisher(publishers, topology, traces);
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
            SubscriberFactories factories,
            PubSubTopology topology,
            InboundMessages messages) {
        return new PullSubscriber(subscriptions, settings, factories, topology, messages);
    }

    @Bean
    HealthIndicator pubsubHealthIndicator(
            PubSubChannel channel,
            ObjectProvider<PubSubAdmin> admin,
            PullSubscriber pullSubscriber) {
        return new PubSubHealth(channel, admin::getObject, pullSubscriber);
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
                return new DeadLetterController(
                        deadLetters, new DeadLetterRedrive(deadLetters, messages));
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
