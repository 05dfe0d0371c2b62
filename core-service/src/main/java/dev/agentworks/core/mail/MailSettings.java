package dev.agentworks.core.mail;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How mails are sent; the server stands in {@code spring.mail.*}.
 *
 * @param from the sender that people see
 * @param publicUrl where the links in mails lead
 * @param attempts how often a mail is tried before it is given up
 * @param firstPause after the first failed attempt; doubled after each further one
 * @param longestPause between two attempts
 * @param timeout of each step of the conversation with the mail server
 * @param pollPeriod how often the queue is looked at without a reason
 */
@ConfigurationProperties("agentworks.mail")
record MailSettings(
        @DefaultValue("AgentWorks <no-reply@localhost>") String from,
        @DefaultValue("http://localhost:8080") URI publicUrl,
        @DefaultValue("10") int attempts,
        @DefaultValue("10s") Duration firstPause,
        @DefaultValue("1h") Duration longestPause,
        @DefaultValue("10s") Duration timeout,
        @DefaultValue("5s") Duration pollPeriod) {

    /** How long to wait after so many failed attempts. */
    Duration pauseAfter(int failed) {
        var pause = firstPause.multipliedBy(1L << Math.min(20, failed - 1));
        return pause.compareTo(longestPause) > 0 ? longestPause : pause;
    }
}
