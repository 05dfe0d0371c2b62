package dev.agentworks.starter.test;

import dev.agentworks.starter.messaging.MessagePublisher;
import dev.agentworks.starter.servicetoken.ServiceTokens;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans of {@link ServiceTest}. */
@Configuration(proxyBeanMethods = false)
class ServiceTestConfiguration {
    @Bean
    SettableClock settableClock() {
        return new SettableClock();
    }

    @Bean
    TokenMaker tokenMaker(
            @Value("${agentworks.service.name}") String service, SettableClock clock) {
        return (caller, user, scopes) ->
                ServiceTokens.of(caller, TestKeys.of(caller).signing(), "", clock)
                        .mint(service, Set.of(scopes), user);
    }

    @Bean
    SubscribedMessages recordedMessages(
            @Value("${GOOGLE_CLOUD_PROJECT}") String project,
            @Value("${PUBSUB_EMULATOR_HOST}") String address) {
        return new SubscribedMessages(project, address);
    }

    @Bean
    TestPublisher testPublisher(MessagePublisher publisher) {
        return new UnreliablePublisher(publisher);
    }
}
