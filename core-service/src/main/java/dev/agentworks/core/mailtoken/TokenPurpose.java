package dev.agentworks.core.mailtoken;

import java.time.Duration;

/**
 * What a token that is sent by mail is good for.
 *
 * <p>How many of them a person is sent in an hour is limited: the address may be somebody else's.
 */
public enum TokenPurpose {
    VERIFY_EMAIL(Duration.ofDays(7)),
    CHANGE_EMAIL(Duration.ofHours(24)),
    RESET_PASSWORD(Duration.ofHours(1));

    public static final int MOST_AN_HOUR = 5;

    private final Duration life;

    TokenPurpose(Duration life) {
        this.life = life;
    }

    public Duration life() {
        return life;
    }
}
