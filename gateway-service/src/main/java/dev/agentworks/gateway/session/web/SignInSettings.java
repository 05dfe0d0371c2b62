package dev.agentworks.gateway.session.web;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many may sign in or register at once at this instance; a check of a password costs core a
 * processor for a while.
 *
 * @param atOnce checks that core is asked for at the same time
 * @param waiting how many may wait for their check
 * @param waitingPerAddress how many of them may come from one address
 * @param patience how long they wait
 */
@ConfigurationProperties("agentworks.sign-in")
record SignInSettings(
        @DefaultValue("4") int atOnce,
        @DefaultValue("600") int waiting,
        @DefaultValue("300") int waitingPerAddress,
        @DefaultValue("4s") Duration patience) {}
