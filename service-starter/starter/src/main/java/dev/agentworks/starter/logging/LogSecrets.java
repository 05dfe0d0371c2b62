package dev.agentworks.starter.logging;

import java.util.regex.Pattern;

/**
 * Takes what lets somebody in out of a text before it is written to a log: access and service
 * tokens, API keys, the cookies of a session, tickets. Libraries quote what they could not read,
 * and a log is read by more people than a header.
 */
final class LogSecrets {
    private static final Pattern SECRETS =
            Pattern.compile(
                    """
                    (?i:\\b(?:bearer|basic)\\s+)[\\w~+/=.\\-]{6,}\
                    |\\beyJ[\\w\\-]{6,}(?:\\.[\\w\\-]*)*\
                    |\\baw_[0-9A-Za-z]{20,}\
                    |\\baw_(?:access|refresh|csrf)=[^;\\s,"']+\
                    |(?i:\\b(?:ticket|token|password|refreshToken|accessToken)"?\\s*[=:]\\s*"?)[\\w~+/.\\-]{16,}\
                    """);

    private LogSecrets() {}

    static String masked(String text) {
        return SECRETS.matcher(text).replaceAll("[secret]");
    }
}
