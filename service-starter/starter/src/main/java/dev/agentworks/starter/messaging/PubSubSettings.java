package dev.agentworks.starter.messaging;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How this service uses Pub/Sub. Project, credentials and an emulator's address are Spring Cloud
 * GCP's settings, {@code spring.cloud.gcp.*}.
 *
 * @param delivery how messages come in
 * @param publishTimeout after which a message counts as not published
 * @param batchDelay how long a message may wait for others to leave with it
 * @param attempts deliveries after which a message is a dead letter
 * @param minBackoff the pause after the first failed delivery
 * @param maxBackoff the longest pause
 */
@ConfigurationProperties("agentworks.pubsub")
record PubSubSettings(
        @DefaultValue("pull") Delivery delivery,
        @DefaultValue("10s") Duration publishTimeout,
        @DefaultValue("2ms") Duration batchDelay,
        @DefaultValue("10") int attempts,
        @DefaultValue("5s") Duration minBackoff,
        @DefaultValue("60s") Duration maxBackoff,
        @DefaultValue Push push) {

    /** How messages come in: we fetch them, or Pub/Sub calls us. */
    enum Delivery {
        PULL,
        PUSH
    }

    /**
     * What the token of a push must say; without an audience every push is refused.
     *
     * @param audience as set on the subscription
     * @param email the service account of the subscription
     * @param keysUrl the issuer's public keys, a JWK set
     * @param endpoint this service's address, for subscriptions made on an emulator
     */
    record Push(
            @DefaultValue("") String audience,
            @DefaultValue("") String email,
            @DefaultValue("https://accounts.google.com") String issuer,
            @DefaultValue("https://www.googleapis.com/oauth2/v3/certs") String keysUrl,
            @DefaultValue("") String endpoint) {}
}
