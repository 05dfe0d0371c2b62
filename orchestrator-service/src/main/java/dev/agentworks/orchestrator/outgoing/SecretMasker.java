package dev.agentworks.orchestrator.outgoing;

import java.util.regex.Pattern;

/** Hides what looks like a key, token or password before a line leaves the service. */
final class SecretMasker {

    private static final String MASK = "•••";
    private static final Pattern BARE =
            Pattern.compile(
                    "\\b(sk-[A-Za-z0-9_-]{16,}|AIza[A-Za-z0-9_-]{30,}|aw_[A-Za-z0-9_-]{16,}"
                            + "|gh[pousr]_[A-Za-z0-9]{20,}|AKIA[A-Z0-9]{16}"
                            + "|eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,})");
    private static final Pattern NAMED =
            Pattern.compile(
                    "(?i)\\b((?:api[_-]?key|password|passwd|secret|token|authorization)\\s*[:=]\\s*"
                            + "(?:bearer\\s+)?[\"']?)([^\\s\"',;]{6,})");
    private static final Pattern IN_ADDRESS = Pattern.compile("(://[^\\s/:@]+:)([^\\s/@]+)(@)");

    private SecretMasker() {}

    static String mask(String line) {
        var masked = BARE.matcher(line).replaceAll(MASK);
        masked = NAMED.matcher(masked).replaceAll("$1" + MASK);
        return IN_ADDRESS.matcher(masked).replaceAll("$1" + MASK + "$3");
    }
}
