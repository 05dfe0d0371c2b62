package dev.agentworks.starter.gcp;

import java.util.regex.Pattern;

/** A version of a secret: {@code sm://secret}, {@code sm://secret/version} or with the project. */
record SecretAddress(String project, String secret, String version) {
    static final String SCHEME = "sm://";
    private static final Pattern PART = Pattern.compile("[A-Za-z0-9_.:-]{1,255}");
    private static final String LATEST = "latest";

    static SecretAddress of(String address, String ownProject) {
        var parts = address.substring(SCHEME.length()).split("/", -1);
        for (var part : parts) {
            if (!PART.matcher(part).matches()) {
                throw new IllegalArgumentException(
                        "%s is not sm://[project/]secret[/version]".formatted(address));
            }
        }
        return switch (parts.length) {
            case 1 -> new SecretAddress(ownProject, parts[0], LATEST);
            case 2 -> new SecretAddress(ownProject, parts[0], parts[1]);
            case 3 -> new SecretAddress(parts[0], parts[1], parts[2]);
            default ->
                    throw new IllegalArgumentException(
                            "%s is not sm://[project/]secret[/version]".formatted(address));
        };
    }

    @Override
    public String toString() {
        return "projects/%s/secrets/%s/versions/%s".formatted(project, secret, version);
    }
}
