package dev.agentworks.starter;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.spring.pubsub.support.PublisherFactory;
import dev.agentworks.starter.inbox.Inbox;
import dev.agentworks.starter.messaging.MessagePublisher;
import dev.agentworks.starter.outbox.Outbox;
import dev.agentworks.starter.servicetoken.ServiceClients;
import dev.agentworks.starter.servicetoken.ServiceTokens;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.concurrent.SimpleAsyncTaskScheduler;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

class AutoConfigurationTests {
    private static final String[] SETTINGS = {
        "agentworks.service.name=tried",
        "spring.cloud.gcp.pubsub.emulator-host=127.0.0.1:1",
        "spring.datasource.url=jdbc:postgresql://127.0.0.1:1/none",
        "spring.flyway.enabled=false",
        "spring.lifecycle.timeout-per-shutdown-phase=1s"
    };

    @Test
    void givesAServletServiceWithADatabaseEverything() {
        new WebApplicationContextRunner()
                .withInitializer(AutoConfigurationTests::defaults)
                .withUserConfiguration(Service.class)
                .withPropertyValues(SETTINGS)
                .run(context ->
                        assertThat(context)
                                .hasNotFailed()
                                .hasSingleBean(Outbox.class)
                                .hasSingleBean(Inbox.class)
                                .hasSingleBean(MessagePublisher.class)
                                .hasSingleBean(ServiceTokens.class)
                                .hasSingleBean(ServiceClients.class)
                                .hasSingleBean(Clock.class)
                                .hasSingleBean(FlywayConfigurationCustomizer.class)
                                .hasSingleBean(TransactionExecutionListener.class)
                                .hasBean("pushEndpoint")
                                .hasBean("deadLetterController")
                                .hasBean("probeController")
                                .hasBean("servletProblems")
                                .hasBean("tenantScopeFilter")
                                .doesNotHaveBean("reactiveProblems"));
    }

    @Test
    void leavesBootsExecutorsInPlaceBesideThoseOfGooglesClients() {
        new WebApplicationContextRunner()
                .withInitializer(AutoConfigurationTests::defaults)
                .withUserConfiguration(Scheduled.class)
                .withPropertyValues(SETTINGS)
                .run(context ->
                        assertThat(context)
                                .hasNotFailed()
                                .hasBean("pubsubPublisherThreadPool")
                                .getBean("taskScheduler")
                                .isInstanceOf(SimpleAsyncTaskScheduler.class)
                                .satisfies(_ ->
                                        assertThat(context)
                                                .getBean("applicationTaskExecutor")
                                                .isInstanceOf(SimpleAsyncTaskExecutor.class)));
    }

    @Test
    void looksForNoCredentialsAndMakesNoAdminClientAtStart() {
        new WebApplicationContextRunner()
                .withInitializer(AutoConfigurationTests::defaults)
                .withUserConfiguration(Service.class)
                .withPropertyValues(SETTINGS)
                .withPropertyValues(
                        "spring.cloud.gcp.pubsub.emulator-host=false",
                        "spring.cloud.gcp.credentials.location=file:/nowhere/key.json")
                .run(context -> {
                    assertThat(context).hasNotFailed().hasSingleBean(PublisherFactory.class);
                    var beans = context.getSourceApplicationContext().getBeanFactory();
                    assertThat(beans.containsSingleton("topicAdminClient")).isFalse();
                    assertThat(beans.containsSingleton("pubSubTemplate")).isFalse();
                });
    }

    @Test
    void givesAReactiveServiceWithoutADatabaseWhatNeedsNone() {
        new ReactiveWebApplicationContextRunner()
                .withClassLoader(
                        new FilteredClassLoader(
                                JdbcTemplate.class, DataSourceUtils.class, WebMvcConfigurer.class))
                .withInitializer(AutoConfigurationTests::defaults)
                .withUserConfiguration(Service.class)
                .withPropertyValues(SETTINGS)
                .run(context ->
                        assertThat(context)
                                .hasNotFailed()
                                .hasSingleBean(MessagePublisher.class)
                                .hasSingleBean(ServiceTokens.class)
                                .hasSingleBean(ServiceClients.class)
                                .hasBean("topicDeadLetters")
                                .hasBean("probeController")
                                .hasBean("reactiveProblems")
                                .doesNotHaveBean(Outbox.class)
                                .doesNotHaveBean(Inbox.class)
                                .doesNotHaveBean("pushEndpoint")
                                .doesNotHaveBean("servletProblems"));
    }

    private static void defaults(ConfigurableApplicationContext context) {
        new ServiceDefaults()
                .postProcessEnvironment(context.getEnvironment(), new SpringApplication());
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Service {}

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @EnableScheduling
    static class Scheduled {}
}
